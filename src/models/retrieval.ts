import { DATA } from '../engine/flow/data.ts';
import { data, type Model, sinks } from '../engine/flow/model.ts';
import { ANSWER, DOCUMENT, FILE, MAIL } from './kinds.ts';

const TRAINING = ['appendFile', 'appendFileSync', 'writeFile', 'writeFileSync'];
const PAGE = { ...DOCUMENT, what: 'the text of a page' };
const RECORD = data(DATA.stored, 'a record of the data base');
const ISSUE = { ...DOCUMENT, what: 'the text of an issue' };
const FEED = { ...DOCUMENT, what: 'an article of a feed' };
const CHAT = { ...DOCUMENT, what: 'what people wrote in a channel' };
const NOTE = { ...DOCUMENT, what: 'a page that people write together' };

/** Searches of Weaviate, plain and with an answer made of what is found. */
const WEAVIATE = ['nearText', 'nearVector', 'nearObject', 'nearImage', 'hybrid', 'bm25', 'fetchObjects'];
const COLLECTIONS = ['getCollection()', 'getOrCreateCollection()', 'createCollection()'];

/**
 * What is looked up for a model to read: stores of vectors, files, pages, mails, issues.
 * https://docs.pinecone.io/reference/api, https://docs.trychroma.com/reference/js, https://qdrant.tech/documentation/, https://supabase.com/docs/guides/ai,
 * https://weaviate.io/developers/weaviate/client-libraries/typescript, https://milvus.io/docs, https://cheerio.js.org/, https://nodemailer.com/extras/mailparser/,
 * https://imapflow.com/, https://octokit.github.io/rest.js, https://docs.firecrawl.dev/, https://docs.exa.ai/
 */
export default {
  isOfModels: true,
  tails: {
    'namespace().query': 'pinecone.query',
    'index().query': 'pinecone.query',
    'Pinecone().Index().query': 'pinecone.query',
    'namespace().searchRecords': 'pinecone.searchRecords',
    'index().searchRecords': 'pinecone.searchRecords',
    'VECTORIZE.query': 'pinecone.query',
    'VECTOR_INDEX.query': 'pinecone.query',
    'index.query': 'pinecone.query',
    'pineconeIndex.query': 'pinecone.query',
    'vectorIndex.query': 'pinecone.query',
    'collection.query': 'chroma.query',
    ...Object.fromEntries(
      COLLECTIONS.flatMap((made) => [
        [`${made}.query`, 'chroma.query'],
        [`${made}.peek`, 'chroma.query'],
      ]),
    ),
    ...Object.fromEntries(
      ['search', 'query', 'scroll', 'retrieve', 'recommend', 'queryGroups'].map((name) => [
        `QdrantClient().${name}`,
        'qdrant.search',
      ]),
    ),
    ...Object.fromEntries(
      ['collections.get()', 'collections.use()'].flatMap((collection) =>
        WEAVIATE.flatMap((name) => [
          [`${collection}.query.${name}`, 'weaviate.search'],
          [`${collection}.generate.${name}`, 'weaviate.generate'],
        ]),
      ),
    ),
    'MilvusClient().search': 'milvus.search',
    'MilvusClient().query': 'milvus.search',
    'qdrant.search': 'qdrant.search',
    'issues.get': 'github.issue',
    'issues.listComments': 'github.issue',
    'pulls.get': 'github.issue',
    'issues.list': 'github.issue',
    'issues.listForRepo': 'github.issue',
    'issues.getComment': 'github.issue',
    'pulls.listReviewComments': 'github.issue',
    'pulls.listReviews': 'github.issue',
    'users.messages.get': 'gmail.get',
    'users.threads.get': 'gmail.get',
    'conversations.history': 'slack.history',
    'conversations.replies': 'slack.history',
    'messages.fetch': 'discord.fetched',
    'blocks.children.list': 'notes.read',
    'documents.get': 'notes.read',
    'spreadsheets.values.get': 'notes.read',
    getTextContent: 'pdf.getTextContent',
    'ImapFlow().fetchOne': 'imap.fetchOne',
    'ImapFlow().fetchAll': 'imap.fetch',
    'ImapFlow().fetch': 'imap.fetch',
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
    'pinecone.searchRecords().result': DOCUMENT,
    'chroma.query().metadatas': DOCUMENT,
    'qdrant.search()': DOCUMENT,
    'weaviate.search().objects': DOCUMENT,
    'weaviate.generate().objects': DOCUMENT,
    'weaviate.generate().generated': ANSWER,
    'milvus.search().results': DOCUMENT,
    'milvus.search().data': DOCUMENT,
    '@upstash/vector.Index().query()': DOCUMENT,
    '@upstash/vector.Index().namespace().query()': DOCUMENT,
    'mem0ai.MemoryClient().search()': DOCUMENT,
    'mem0ai.MemoryClient().getAll()': DOCUMENT,
    'mem0ai/oss.Memory().search().results': DOCUMENT,
    '@elastic/elasticsearch.Client().search().hits': DOCUMENT,
    'meilisearch.MeiliSearch().index().search().hits': DOCUMENT,
    'store.Retriever.retrieve()': DOCUMENT,
    '*.rpc().data': DOCUMENT,
    '@supabase/supabase-js.createClient().rpc().data': DOCUMENT,
    'supabase.rpc().data': DOCUMENT,
    '@tavily/core.tavily().search()': PAGE,
    '@tavily/core.tavily().extract()': PAGE,
    ...Object.fromEntries(
      ['@mendable/firecrawl-js()', '@mendable/firecrawl-js.FirecrawlApp()', 'firecrawl()'].flatMap((client) =>
        ['scrapeUrl', 'scrape', 'crawlUrl', 'crawl', 'search'].map((name) => [`${client}.${name}()`, PAGE]),
      ),
    ),
    ...Object.fromEntries(
      ['search', 'searchAndContents', 'getContents', 'findSimilarAndContents'].map((name) => [
        `exa-js().${name}().results`,
        PAGE,
      ]),
    ),
    'jsdom.JSDOM().window.document.body.textContent': PAGE,
    '@extractus/article-extractor.extract()': PAGE,
    '@extractus/feed-extractor.extract()': FEED,
    'rss-parser().parseURL()': FEED,
    'rss-parser().parseString()': FEED,
    'youtube-transcript.YoutubeTranscript.fetchTranscript()': DOCUMENT,
    'slack.history().messages': CHAT,
    'discord.fetched()': CHAT,
    'notes.read().results': NOTE,
    'notes.read().data': NOTE,
    'pdf.getTextContent().items': FILE,
    'unpdf.extractText().text': FILE,
    'officeparser.parseOfficeAsync()': FILE,
    'officeparser.parseOffice()': FILE,
    'pdf-parse.PDFParse().getText().text': FILE,
    'tesseract.js.recognize().data': FILE,
    'imap.fetch().*': 'imap.Message',
    'imap.fetchOne()': 'imap.Message',
    'imap.Message.source': MAIL,
    'imap.Message.bodyParts': MAIL,
    'imap.Message.envelope.subject': MAIL,
    'postal-mime().parse()': MAIL,
    'postal-mime.parse()': MAIL,
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
    'cheerio.load()()': 'cheerio.Nodes',
    ...Object.fromEntries(
      [
        'first',
        'last',
        'eq',
        'find',
        'filter',
        'not',
        'children',
        'parent',
        'closest',
        'contents',
        'next',
        'prev',
        'slice',
        'remove',
        'end',
        'clone',
      ].map((name) => [`cheerio.Nodes.${name}()`, 'cheerio.Nodes']),
    ),
    'cheerio.Nodes.text()': PAGE,
    'cheerio.Nodes.html()': PAGE,
    'cheerio.Nodes.attr()': PAGE,
    'cheerio.Nodes.prop()': PAGE,
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
    ...sinks('owner', [
      '@pinecone-database/pinecone.Pinecone().index().namespace',
      '@pinecone-database/pinecone.Pinecone().Index().namespace',
      '@pinecone-database/pinecone.Pinecone().index:1',
      '@upstash/vector.Index().namespace',
    ]),
    // What was said before, kept by the provider under a number that anybody may send.
    ...sinks(
      'owner',
      ['*.retrieve', '*.list', '*.create', '*.update', '*.del', '*.delete', '*.createAndPoll', '*.stream'],
      {
        receiver:
          /\b(beta\.threads|openai\.conversations)(\.(messages|runs|items))?$|client\.(threads|conversations)(\.(messages|runs|items))?$/,
      },
    ),
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
