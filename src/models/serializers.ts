import { DATA } from '../engine/flow/data.ts';
import { data, type Model, sinks } from '../engine/flow/model.ts';

const ENTRY = data(DATA.entryName, 'the name of an entry of the archive');

/** Deserializers, XML parsers and archives. https://github.com/luin/serialize, https://github.com/nodeca/js-yaml#api, https://github.com/libxmljs/libxmljs/wiki, https://github.com/cthackers/adm-zip/wiki, https://github.com/ZJONSSON/node-unzipper, https://stuk.github.io/jszip/documentation/api_jszip.html, https://github.com/antelle/node-stream-zip, https://gildas-lormeau.github.io/zip.js/ */
export default {
  reads: {
    'archive.Entry.path': ENTRY,
    'archive.Entry.fileName': ENTRY,
    'archive.Entry.name': ENTRY,
    'archive.Entry.entryName': ENTRY,
    'archive.Entry.header.name': ENTRY,
    'adm-zip().getEntries()': 'archive.Entries',
    'archive.Entry.filename': ENTRY,
    'archive.Entries.*.filename': ENTRY,
    'archive.Entries.*.path': ENTRY,
    'archive.Entries.*.fileName': ENTRY,
    '@zip.js/zip.js.ZipReader().getEntries()': 'archive.Entries',
    'yauzl-promise.open().readEntries()': 'archive.Entries',
    ...Object.fromEntries(
      ['buffer', 'file', 'url', 's3', 'custom'].map((from) => [`unzipper.Open.${from}().files`, 'archive.Entries']),
    ),
    // The names are the keys.
    'jszip.loadAsync()': 'jszip.Zip',
    'jszip()': 'jszip.Zip',
    'jszip.Zip.loadAsync()': 'jszip.Zip',
    'jszip.Zip.files': ENTRY,
    'jszip.Zip.filter()': 'archive.Entries',
    'fflate.unzipSync()': ENTRY,
    'node-stream-zip.async().entries()': ENTRY,
    'node-stream-zip().entries()': ENTRY,
    'archive.Entries.*.entryName': { data: DATA.entryName, what: 'the name of an entry of the archive' },
    'archive.Entries.*.name': { data: DATA.entryName, what: 'the name of an entry of the archive' },
  },
  passes: Object.fromEntries(
    ['js-yaml.load', 'js-yaml.safeLoad', 'yaml.parse', 'json5.parse', 'toml.parse', 'smol-toml.parse'].map((name) => [
      name,
      { from: [0], adds: ['nosql', 'assign', 'prototype', 'locals'], keeps: true } as const,
    ]),
  ),
  // unzipper, yauzl, tar, tar-stream: each entry is an event.
  handlers: {
    '*.on(entry)': ['archive.Entry'],
    '*.forEach(entry)': ['archive.Entry'],
    'jszip.Zip.forEach': [ENTRY, 'archive.Entry'],
    'fflate.unzip': [undefined, ENTRY],
  },
  sinks: [
    ...sinks('deserialize', [
      'node-serialize.unserialize',
      'serialize-to-js.deserialize',
      'funcster.deepDeserialize',
      'cryo.parse',
      'serialijse.deserialize',
      'surrial.deserialize',
      'js-yaml.load',
      'js-yaml.loadAll',
      'js-yaml.safeLoad',
      'yaml.load',
      'unserialize',
      'php-serialize.unserialize',
      'bson.deserialize',
      'grpc.load',
      'bluebird.promisifyAll',
    ]),
    ...sinks('xml', [
      'libxmljs.parseXml',
      'libxmljs.parseXmlString',
      'libxmljs2.parseXml',
      'libxmljs2.parseXmlString',
      'libxml.parseXml',
      'libxml.parseXmlString',
      'libxmljs.parseXmlAsync',
      'xml2json.toJson',
      'xml2js.parseString',
      'xml2js.Parser().parseString',
      'node-expat.Parser().parse',
      'node-expat.Parser().write',
      'sax.parser().write',
      'sax.createStream().write',
    ]),
    ...sinks('path', [
      'adm-zip',
      'unzipper.Open.file',
      'tar.x:0.cwd',
      'tar.extract:0.cwd',
      'archiver().file',
      'extract-zip:1.dir',
    ]),
  ],
} satisfies Model;
