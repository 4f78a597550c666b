import ejs from 'ejs';
import express from 'express';
import ldap from 'ldapjs';
import libxmljs from 'libxmljs';
import _ from 'lodash';
import xpath from 'xpath';
import { actions, catalogue, settings } from './models.ts';

export const search = express.Router();
const directory = ldap.createClient({ url: 'ldaps://directory.shop-rates.com' });

search.get('/card', (req, res) => {
  res.json(ejs.render(`For ${req.query.name}, with love`));
});

search.get('/price', (req, res) => {
  res.json(xpath.select(`//item[@name='${req.query.item}']/price`, catalogue));
});

search.get('/people', (req, res) => {
  directory.search('ou=people', { filter: `(cn=${req.query.name})` }, (_error, found) => res.json(found));
});

search.post('/orders.xml', (req, res) => {
  res.json(libxmljs.parseXml(req.body, { noent: true }).root().text());
});

search.post('/settings', (req, res) => {
  _.merge(settings, req.body);
  res.json(actions[req.body.action]());
});

search.get('/texts/:language', async (req, res) => {
  res.json(await import(`../texts/${req.params.language}`));
});

search.get('/line', (req, res) => {
  res.json('-'.repeat(req.query.width));
});
