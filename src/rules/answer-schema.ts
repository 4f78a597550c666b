import type { Expression } from '../engine/names/expression.ts';

/** Libraries and requests that give a model's text its shape. */
export const STRUCTURED_ANSWER =
  /json_schema|zodResponseFormat|zodTextFormat|zodFunction|responseSchema|response_schema|responseJsonSchema|strict:\s*true|withStructuredOutput|outputSchema|zodToJsonSchema|guided_json|input_schema_strict/;

/** A schema that lets every member through. */
export const isOpenSchema = (schema: Expression): boolean =>
  /^z\.(any|unknown)\(\)|^z\.record\((z\.string\(\),\s*)?z\.(any|unknown)\(\)\)|^z\.object\(\{\s*\}\)\.(passthrough|loose)\(\)|^z\.looseObject\(|\.passthrough\(\)$|\.catchall\(z\.(any|unknown)\(\)\)$/.test(
    schema.origin.text,
  ) || /^z\.object\(\{\s*(\w+):\s*z\.(any|unknown)\(\)(\.describe\([^)]*\))?,?\s*\}\)$/.test(schema.origin.text);
