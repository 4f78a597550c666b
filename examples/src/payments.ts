import express from 'express';
import Stripe from 'stripe';
import { Order } from './models.ts';

export const payments = express.Router();
const stripe = new Stripe(process.env.STRIPE_SECRET_KEY ?? '');

payments.post('/pay', async (req, res) => {
  const { amount, currency } = req.body;
  const intent = await stripe.paymentIntents.create({ amount: amount * 100, currency });
  res.json({ secret: intent.client_secret });
});

payments.post('/webhooks/stripe', express.json(), async (req, res) => {
  const event = req.body;
  if (event.type === 'checkout.session.completed') await markPaid(event.data.object.id);
  res.json({ received: true });
});

payments.delete('/orders/:id', async (req, res) => {
  if (req.body.role !== 'admin') return res.sendStatus(403);
  await Order.deleteOne({ number: Number(req.params.id) });
  res.sendStatus(204);
});

const markPaid = (id: string) => Order.updateOne({ number: Number(id) }, { owner: 'paid' });
