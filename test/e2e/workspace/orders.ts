import { createHash } from 'node:crypto';
import express from 'express';
import { sanitizeOrder } from 'express-order-sanitizer';
import lodash from 'lodash';

const app = express();
const signatureOf = (body: string) => createHash('md5').update(body).digest('hex');

app.post('/orders', (request, response) => {
  const order = sanitizeOrder(request.body);
  const copy = lodash.cloneDeep(order);
  response.json({ ...copy, signature: signatureOf(JSON.stringify(order)) });
});

app.listen(3000);
