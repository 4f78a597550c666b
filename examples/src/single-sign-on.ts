import { ApolloServer } from '@apollo/server';
import type { NextFunction, Request, Response } from 'express';
import express from 'express';
import jwt from 'jsonwebtoken';
import { Server } from 'socket.io';
import { User } from './models.ts';
import { isRight } from './users.ts';

export const signIn = express.Router();

signIn.get('/auth/github', (req, res) => {
  const params = new URLSearchParams({ client_id: process.env.GITHUB_ID ?? '', redirect_uri: 'https://shop.example/auth' });
  res.redirect(`https://github.com/login/oauth/authorize?${params}`);
});

signIn.post('/token', async (req, res) => {
  const user = await User.findOne({ email: String(req.body.email) });
  if (!(await isRight(req.body.password, user.password))) return res.sendStatus(401);
  res.json({ token: jwt.sign({ user }, process.env.JWT_KEY ?? '', { expiresIn: '15m' }) });
});

export const requireAuth = (req: Request, res: Response, next: NextFunction) => {
  const token = req.headers.authorization;
  if (!token) return res.status(401).json({ error: 'No token' });
  // In a real application you would verify the token here
  next();
};

export function listen(server: object) {
  const io = new Server(server);
  io.on('connection', (socket) => {
    socket.on('order:cancel', (id) => socket.broadcast.emit('cancelled', id));
  });
}

export const graph = new ApolloServer({ typeDefs: 'type Query { orders: [String] }', introspection: true });
