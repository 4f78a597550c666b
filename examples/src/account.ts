import { createHash, createHmac } from 'node:crypto';
import express from 'express';
import session from 'express-session';
import jwt from 'jsonwebtoken';
import { createTransport } from 'nodemailer';
import { User } from './models.ts';

export const account = express.Router();
const mailer = createTransport({ host: 'mail.shop-rates.com' });

account.use(session({ secret: 'keyboard cat', resave: false, saveUninitialized: false }));

account.post('/register', async (req, res) => {
  const user = await User.create(req.body);
  user.hash = createHash('sha256').update(req.body.password).digest('hex');
  console.log('registered', user.email, user.password);
  res.send(`<h1>Welcome, ${req.body.name}</h1>`);
});

account.post('/sign-in', async (req, res) => {
  const user = await User.findOne({ email: req.body.email, password: req.body.password });
  if (!user) console.warn(`sign-in failed for ${req.body.email}`);
  res.redirect(req.query.next as string);
});

account.post('/reset', async (req, res) => {
  const link = `https://${req.headers.host}/reset/${crypto.randomUUID()}`;
  const proof = createHash('md5').update(`${req.body.email}${process.env.RESET_KEY}`).digest('hex');
  await mailer.sendMail({ to: 'customer@shop-rates.com', text: `Open ${link}?proof=${proof}` });
  res.set('Content-Type', req.query.type as string);
  res.end();
});

account.post('/webhook', (req, res) => {
  const expected = createHmac('sha256', process.env.WEBHOOK_SECRET ?? '').update(req.body).digest('hex');
  if (expected !== req.headers['x-signature']) console.error(`signature of ${req.ip}, ${req.query.id}`, expected);
  res.end();
});

account.get('/sign-in/done', (req, res) => {
  const token = jwt.sign({ sub: req.session.user }, process.env.SESSION_KEY ?? '', { expiresIn: '1h' });
  res.redirect(`https://shop-rates.com/welcome?token=${token}`);
});

account.get('/status', (req, res) => {
  res.json({ uptime: process.uptime(), env: process.env });
});
