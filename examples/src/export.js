import express from 'express';
import puppeteer from 'puppeteer';
import { query } from './orders.js';

export const exports = express.Router();

const columns = ['name', 'note'];

function toCsv(rows) {
  return rows.map((row) => columns.map((name) => `"${String(row[name] ?? '').replace(/"/g, '""')}"`).join(',')).join('\r\n');
}

exports.get('/customers.csv', async (request, response) => {
  response.type('text/csv').send(toCsv(await query('SELECT name, note FROM customers')));
});

exports.post('/invoices/pdf', async (request, response) => {
  const browser = await puppeteer.launch({ args: ['--no-sandbox'] });
  const page = await browser.newPage();
  await page.goto(request.body.address);
  response.type('application/pdf').send(await page.pdf());
  await browser.close();
});
