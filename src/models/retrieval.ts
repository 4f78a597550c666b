import { DATA } from '../engine/flow/data.ts';
import { data, type Model, sinks } from '../engine/flow/model.ts';
import { DOCUMENT, FILE, MAIL } from './kinds.ts';

const TRAINING = ['appendFile', 'appendFileSync', 'writeFile', 'writeFileSync'];
const PAGE = { ...DOCUMENT, what: 'the text of a page' };
const RECORD = data(DATA.stored, 'a record of the data base');
const ISSUE = { ...DOCUMENT, what: 'the text of an issue' };

/**
 * What is looked up for a model to read: stores of vectors, files, pages, mails, issues.
 * https://docs.pinecone.io/reference/api, https://docs.trychroma.com/reference/js, https://qdrant.tech/documentation/, https://supabase.com/docs/guides/ai,
 * https://cheerio.js.org/, https://nodemailer.com/extras/mailparser/, https://octokit.github.io/rest.js
 */
export default {
  isOfModels: true,
  tails: {
    'namespace().query': 'pinecone.query',
    'index.query': 'pinecone.query',
    'pineconeIndex.query': 'pinecone.query',
    'vectorIndex.query': 'pinecone.query',
    'collection.query': 'chroma.query',
    'QdrantClient().search': 'qdrant.search',
    'QdrantClient().query': 'qdrant.search',
    'qdrant.search': 'qdrant.search',
    'issues.get': 'github.issue',
    'issues.listComments': 'github.issue',
    'pulls.get': 'github.issue',
    'users.messages.get': 'gmail.get',
    // What people have written, kept in tables: of an ORM.
    findMany: 'orm.findMany',
    findUnique: 'orm.findUnique',
    findFirst: 'orm.findFirst',
    findAll: 'orm.findAll',
    findByPk: 'orm.findByPk',
  },
  reads: {
    'pinecone.query().matches': DOCUMENT,
    'chroma.query().documents': DOCUMENT,
    'qdrant.search()': DOCUMENT,
    '*.rpc().data': DOCUMENT,
    '@supabase/supabase-js.createClient().rpc().data': DOCUMENT,
    'supabase.rpc().data': DOCUMENT,
    '@tavily/core.tavily().search()': PAGE,
    'fs.readFileSync()': FILE,
    'fs/promises.readFile()': FILE,
    'fs-extra.readFile()': FILE,
    'Bun.file().text()': FILE,
    'pdf-parse().text': FILE,
    'pdf-parse.pdf().text': FILE,
    'mammoth.extractRawText().value': FILE,
    'mailparser.simpleParser()': MAIL,
    'gmail.get().data': MAIL,
    ...Object.fromEntries(
      ['findMany', 'findUnique', 'findFirst', 'findAll', 'findByPk'].map((name) => [`orm.${name}()`, RECORD]),
    ),
    ...Object.fromEntries(['Client', 'Pool'].map((name) => [`pg.${name}().query().rows`, RECORD])),
    'github.issue().data': ISSUE,
    'cheerio.load()().text()': PAGE,
    'cheerio.load()().html()': PAGE,
    'cheerio.load().text()': PAGE,
    'cheerio.load().html()': PAGE,
    '@mozilla/readability.Readability().parse()': PAGE,
    'browser.Page.content()': PAGE,
    'browser.Page.evaluate()': PAGE,
    'browser.Page.innerText()': PAGE,
    'browser.Page.textContent()': PAGE,
  },
  passes: {
    'html-to-text.convert': { from: [0] },
    'html-to-text.htmlToText': { from: [0] },
    'turndown().turndown': { from: [0] },
  },
  sinks: [
    ...sinks('learnt', ['*.upsert', '*.upsert:1.points', '*.add', '*.insert'], {
      receiver: /index|pinecone|vector|namespace|qdrant|chroma|collection|embeddings|memory/i,
      inside: true,
    }),
    // Whose documents are looked through.
    ...sinks('owner', ['*.namespace'], { receiver: /index|pinecone|^pc$|vector|store/i }),
    ...sinks(
      'owner',
      ['*.rpc:1', '*.similaritySearch:2', '*.similaritySearchWithScore:2', '*.asRetriever:0', '*.asRetriever:1'],
      { inside: true },
    ),
    ...sinks(
      'owner',
      [
        '*.query:0.filter',
        '*.query:0.where',
        '*.query:0.namespace',
        '*.query:1.filter',
        '*.search:1.filter',
        '*.search:0.filter',
      ],
      {
        receiver:
          /index|pinecone|vector|namespace|qdrant|chroma|collection|embedding|memory|store|\.VECTORIZE|\.VECTORS/i,
        inside: true,
      },
    ),
    ...sinks(
      'owner',
      ['findUnique', 'findUniqueOrThrow', 'findFirst', 'findFirstOrThrow', 'findMany', 'findOne'].map(
        (name) => `*.${name}:0.where`,
      ),
      { receiver: /conversation|chat|thread|message|memor/i, inside: true },
    ),
    ...sinks('owner', ['*.findById', '*.findByPk'], { receiver: /conversation|chat|thread|message|memor/i }),
    // Files that a model is trained on.
    ...sinks(
      'learnt',
      TRAINING.flatMap((name) => [`fs.${name}:1`, `fs/promises.${name}:1`]),
      { inside: true },
    ),
  ],
} satisfies Model;
