import { createHash } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import jwt from 'jsonwebtoken';
import { findUser, saveResetToken } from './users.ts';

const JWT_SECRET = process.env.JWT_SECRET || 'small-shop-dev-2024!';

const hashPassword = (password: string) => createHash('md5').update(password).digest('hex');

export async function login(req: Request, res: Response) {
  const user = await findUser(req.body.email);
  if (!user || user.passwordHash !== hashPassword(req.body.password)) return res.status(401).end();
  const token = jwt.sign({ sub: user.id, role: user.role }, JWT_SECRET);
  res.cookie('session_token', token);
  return res.json({ id: user.id });
}

export function currentUser(req: Request) {
  const token = req.headers.authorization?.split(' ')[1] ?? '';
  return jwt.decode(token);
}

export async function requestPasswordReset(email: string) {
  const resetToken = Math.random().toString(36).slice(2);
  await saveResetToken(email, resetToken);
  return resetToken;
}

export const requireAuth = (req: Request, res: Response, next: NextFunction) =>
  currentUser(req) ? next() : res.sendStatus(401);
