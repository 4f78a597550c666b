import { spawn } from 'node:child_process';
import { createDecipheriv, generateKeyPairSync } from 'node:crypto';
import tls from 'node:tls';
import express from 'express';
import Handlebars from 'handlebars';
import puppeteer from 'puppeteer';
import serveIndex from 'serve-index';
import { VM } from 'vm2';

export const tools = express.Router();
tools.use('/ftp', serveIndex('ftp'));

tools.post('/clone', (req, res) => {
  spawn('git', ['clone', req.body.repository]);
  res.end();
});

export const discount = (formula) => new VM().run(formula);
export const browser = () => puppeteer.launch({ args: ['--remote-debugging-port=9222'] });
export const mailTemplate = (source) => Handlebars.compile(source, { noEscape: true });
export const escapeQuotes = (text) => text.replace("'", "''");
export const legacy = () => tls.connect({ host: 'old.shop-rates.com', port: 443, minVersion: 'TLSv1' });

export function open(key, iv, text) {
  const decipher = createDecipheriv('aes-256-gcm', key, iv);
  return decipher.update(text, 'base64', 'utf8');
}

export const isOurs = (url) => url.includes('shop-rates.com');
export const keys = () => generateKeyPairSync('rsa', { modulusLength: 1024 });
