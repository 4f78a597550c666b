import express from 'express';
import { pool } from './pool';

export const search = express.Router();

const condition = (name: string) => `name LIKE '%${name}%'`;

search.get('/search', async (req, res) => {
  const { q: term } = req.query;
  const where = condition(String(term));
  const { rows } = await pool.query(`SELECT * FROM products WHERE ${where}`);
  res.json(rows);
});
