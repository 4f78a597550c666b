import { secretsIn } from '../find-secrets.ts';

/** A text in which tokens of known formats are blanked out. */
export const withoutSecrets = (text: string): string =>
  secretsIn(text).reduce(
    (all, { range }) => all.slice(0, range.start) + '•'.repeat(range.end - range.start) + all.slice(range.end),
    text,
  );
