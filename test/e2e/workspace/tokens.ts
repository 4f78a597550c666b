import { createHash, createHmac } from 'node:crypto';

export function tokenOf(session: string): string {
  return createHmac('sha256', 'salt').update(createHash('md5').update(session).digest()).digest('hex');
}

const signature = (id: string) => createHash('sha1').update(id).digest('base64');
export default signature;
