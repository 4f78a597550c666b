import { Router } from 'express';
import { sanitizeOrder } from 'express-order-sanitizer';
import { Pool } from 'pg';

const pool = new Pool();
export const orders = Router();

orders.get('/orders/:id', async (req, res) => {
  try {
    const { rows } = await pool.query(`SELECT * FROM orders WHERE id = '${req.params.id}'`);
    res.json(rows[0]);
  } catch (error) {
    res.status(500).json({ error: 'Failed to load the order', trace: error.stack });
  }
});

orders.post('/orders', async (req, res) => {
  const order = sanitizeOrder(req.body);
  const sql = 'INSERT INTO orders (customer, total) VALUES (' + order.customer + ', ' + order.total + ')';
  await pool.query(sql);
  res.status(201).json(order);
});

orders.post('/discount', (req, res) => {
  const price = eval(req.body.formula);
  res.json({ price });
});
