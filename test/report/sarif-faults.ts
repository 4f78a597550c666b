import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { ROOT } from '../support/engine.ts';

/** What the public schema of SARIF 2.1.0 has against a log; nothing when it is valid. */
export function sarifFaults(log: unknown): readonly object[] {
  const schema = JSON.parse(readFileSync(join(ROOT, 'test/report/sarif-schema-2.1.0.json'), 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  return validate(log) ? [] : (validate.errors ?? []);
}
