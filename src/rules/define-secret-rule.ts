import type { Problem, RuleInfo } from '../engine/rule.ts';
import { defineTextRule, type TextFile, type TextRule } from '../engine/text/text-rule.ts';
import { type Secret, secretsIn } from './find-secrets.ts';
import { toEnvironment } from './secret-fixes.ts';
import type { SecretRule } from './secret-formats/format.ts';
import { isSamplePlace } from './secret-place.ts';

/** A rule that tells of the secrets of one sort, in texts of every kind. */
export const defineSecretRule = (info: RuleInfo & { readonly id: SecretRule }): TextRule =>
  defineTextRule({
    ...info,
    // They say what becomes of the key where it stands: who spends with it, which server gets it.
    yieldsTo: ['ai/key-in-source', 'agent/secret-in-mcp-config'],
    when: () => true,
    look: (file) =>
      secretsIn(file.text)
        .filter(({ rule }) => rule === info.id)
        .map((secret) => toProblem(secret, file)),
  });

function toProblem(secret: Secret, file: TextFile): Problem {
  const { range, severity, confidence, isOftenSample } = secret;
  return {
    at: range,
    message: messageOf(secret),
    confidence: isOftenSample && isSamplePlace(file) ? 'possible' : confidence,
    ...(severity && { severity }),
    fixes: toEnvironment(secret, file),
  };
}

function messageOf({ what, name, isMisfit }: Secret): string {
  const holder = name === '' ? 'This is' : `\`${name}\` holds`;
  return isMisfit
    ? `${holder} something like ${what}; not all of it fits one, so it is made up, altered or of a newer kind.`
    : `${holder} ${what}, and everyone who can read this file can use it.`;
}
