import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { ROOT } from './support/engine.ts';

describe('what is generated', () => {
  it('is fresh', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/generate.mjs', '--check'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  });

  it('is a schema that knows a policy from a slip of the pen', () => {
    const schema = JSON.parse(readFileSync(join(ROOT, 'media/assay.schema.json'), 'utf8'));
    const validate = new Ajv({ strict: false }).compile(schema);
    assert.ok(
      validate({
        rules: { 'code/weak-hash': 'off', 'code/*': 'error', package: 'warning' },
        packages: { allow: ['x'] },
      }),
    );
    for (const wrong of [
      { rule: {} },
      { rules: { 'code/weak-hsh': 'off' } },
      { rules: { code: 'none' } },
      { packages: { allow: 'x' } },
    ])
      assert.ok(!validate(wrong), JSON.stringify(wrong));
  });
});
