import crypto from 'node:crypto';
import serialize from 'node-serialize';

const IV = Buffer.alloc(16);

export function sealCard(card, key) {
  const cipher = crypto.createCipheriv('aes-256-cbc', key, IV);
  return cipher.update(card, 'utf8', 'hex') + cipher.final('hex');
}

export function sealNote(note, key) {
  return crypto.createCipheriv('des-ede3', key, null).update(note, 'utf8', 'hex');
}

export const cartOf = (request) => serialize.unserialize(request.cookies.cart);
