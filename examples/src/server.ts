import https from 'node:https';
import cors from 'cors';
import express from 'express';
import { login } from './auth.ts';
import { orders } from './orders.ts';

const app = express();
app.use(express.json());
app.use(cors({ origin: true, credentials: true }));
app.use(orders);
app.use(express.static('public'));
app.post('/login', login);

const products = [{ name: 'Lamp' }, { name: 'Chair' }];

app.get('/search', (req, res) => {
  const matcher = new RegExp(req.query.q, 'i');
  res.json(products.filter(({ name }) => matcher.test(name)));
});

const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });

export async function exchangeRates() {
  const rates = await fetch('http://api.shop-rates.com/v1/eur');
  return rates.json();
}

export const payments = (path: string) => https.get({ host: 'payments.shop-rates.com', path, agent });

app.listen(3000);
