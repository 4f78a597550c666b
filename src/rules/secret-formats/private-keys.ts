import type { SecretFormat } from './format.ts';
import { entropyOf } from './placeholder.ts';

const HEADER = /^-----BEGIN [A-Z0-9 ]*-----/;

/** A key of 16,384 bits takes 12,700 characters. */
const LONGEST = 16_000;
/** The shortest: Ed25519 in PKCS #8. */
const LEAST_BODY = 56;

const KINDS: Readonly<Record<string, string>> = {
  RSA: 'an RSA private key',
  EC: 'an elliptic curve private key',
  DSA: 'a DSA private key',
  OPENSSH: 'an SSH private key',
  PGP: 'a PGP private key',
  SSH2: 'an SSH private key',
};

/** Private keys as PEM (RFC 7468), OpenSSH and OpenPGP (RFC 9580) write them; each kind by its name, so that the message can say it. */
export const PRIVATE_KEYS: readonly SecretFormat[] = [
  ...[...Object.entries(KINDS), ['', 'a private key'] as const].map(
    ([kind, what]): SecretFormat => ({
      rule: 'secret/private-key',
      what,
      variable: 'PRIVATE_KEY',
      begins: ['-----BEGIN '],
      shape: blockOf(kind),
      isReal: ([block]) => isKey(block),
      isOftenSample: true,
      isNoRandom: true,
    }),
  ),
  {
    rule: 'secret/private-key',
    what: 'an age secret key',
    variable: 'AGE_SECRET_KEY',
    begins: ['AGE-SECRET-KEY-1'],
    shape: /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/y,
  },
];

/** From the first line to the last, or as far as one may be long. */
function blockOf(kind: string): RegExp {
  const name = kind === '' ? '' : `${kind} `;
  return new RegExp(
    `-----BEGIN ${name}PRIVATE KEY(?: BLOCK)?-----[^-]{${LEAST_BODY},${LONGEST}}(?:-----END ${name}PRIVATE KEY(?: BLOCK)?-----)?`,
    'y',
  );
}

/** Whether a block holds a key and not the code that writes one, or three full stops. Those that a passphrase locks have another name, or lines that no body has. */
function isKey(block: string): boolean {
  const head = HEADER.exec(block)?.[0].length ?? 0;
  const end = block.indexOf('-----END', head);
  const inside = block.slice(head, end < 0 ? undefined : end);
  const body = inside.replace(/\\[nrt]/g, '').replace(/^[A-Z][\w-]*: .*$/gm, '');
  const letters = body.replace(/[\s'"`+,;>|#*\\]/g, '');
  if (letters.length < LEAST_BODY || entropyOf(letters) < 4) return false;
  const encoded = letters.match(/[A-Za-z0-9/=+]/g)?.length ?? 0;
  // Without an end there must be more of it.
  return encoded === letters.length && (end >= 0 || encoded > 200);
}
