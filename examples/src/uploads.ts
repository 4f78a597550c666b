import fs from 'node:fs';
import path from 'node:path';
import AdmZip from 'adm-zip';
import express from 'express';

export const uploads = express.Router();

uploads.get('/files/:name', (req, res) => {
  fs.createReadStream(path.join('uploads', req.params.name)).pipe(res);
});

uploads.post('/picture', (req, res) => {
  fs.writeFileSync(`public/${req.file.originalname}`, req.file.buffer);
  res.end();
});

uploads.post('/theme', (req, res) => {
  for (const entry of new AdmZip(req.file.buffer).getEntries())
    fs.writeFileSync(path.join('themes', entry.entryName), entry.getData());
  res.end();
});

uploads.post('/preview', async (req, res) => {
  const page = await fetch(req.body.url);
  res.json({ length: (await page.text()).length });
});
