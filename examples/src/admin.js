import express from 'express';
import session from 'express-session';
import helmet from 'helmet';
import jwt from 'jsonwebtoken';
import multer from 'multer';
import { requireAuth } from './auth.ts';
import { Order } from './models.ts';

export const admin = express.Router();
admin.use(helmet({ contentSecurityPolicy: false }));
admin.use(session({ secret: process.env.SESSION_SECRET }));
const upload = multer({ dest: 'uploads/' });

export const tokenFor = (user) => jwt.sign({ sub: user.id }, process.env.JWT_SECRET);

export async function isAuthorized(user, order) {
  try {
    return await order.allows(user);
  } catch {
    return true;
  }
}

admin.post('/login', (req, res) => res.json(tokenFor(req.user)));
admin.post('/orders', requireAuth, upload.single('receipt'), (req, res) => res.end());
admin.put('/orders/:id', requireAuth, (req, res) => res.end());
admin.delete('/orders/:id', (req, res) => res.end());

admin.get('/invoices/:id', requireAuth, async (req, res) => {
  if (req.query.format.includes('..')) return res.sendStatus(400);
  res.json(await Order.findById(req.params.id));
});
