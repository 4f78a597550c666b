import { type Model, sinks } from '../engine/flow/model.ts';
import { ANSWER, CHOSEN, DOCUMENT } from './kinds.ts';
import { prompts } from './prompts.ts';

const MODELS = [
  'ChatOpenAI',
  'AzureChatOpenAI',
  'ChatAnthropic',
  'ChatGoogleGenerativeAI',
  'ChatVertexAI',
  'ChatOllama',
  'ChatMistralAI',
  'ChatCohere',
  'ChatGroq',
  'ChatBedrockConverse',
  'BedrockChat',
  'ChatFireworks',
  'ChatTogetherAI',
  'ChatDeepSeek',
  'HuggingFaceInference',
  'initChatModel',
];
const CHAINS = [
  'LLMChain',
  'ConversationChain',
  'RunnableSequence.from',
  'RetrievalQAChain.fromLLM',
  'ConversationalRetrievalQAChain.fromLLM',
  'AgentExecutor',
  'AgentExecutor.fromAgentAndTools',
  'createReactAgent',
  'createAgent',
  'createRetrievalChain',
  'createStuffDocumentsChain',
  'createSqlQueryChain',
  'SqlDatabaseChain',
  'createSqlAgent',
  'createOpenAIFnRunnable',
  'initializeAgentExecutorWithOptions',
];
const LOADERS = [
  'CheerioWebBaseLoader',
  'PuppeteerWebBaseLoader',
  'PlaywrightWebBaseLoader',
  'RecursiveUrlLoader',
  'PDFLoader',
  'TextLoader',
  'CSVLoader',
  'DocxLoader',
  'JSONLoader',
  'DirectoryLoader',
  'GithubRepoLoader',
  'NotionAPILoader',
  'YoutubeLoader',
  'S3Loader',
  'SimpleDirectoryReader',
];
/** Loaders that fetch the page they are given. */
const PAGE_LOADERS = [
  'CheerioWebBaseLoader',
  'PuppeteerWebBaseLoader',
  'PlaywrightWebBaseLoader',
  'RecursiveUrlLoader',
  'SitemapLoader',
  'HTMLWebBaseLoader',
];
const ASKS = ['invoke', 'call', 'run', 'predict', 'generate', 'batch', 'stream'];

/** LangChain: models, prompts, chains, agents, tools, loaders and stores. https://js.langchain.com/docs/, https://v03.api.js.langchain.com/ */
export default {
  isOfModels: true,
  tails: {
    ...Object.fromEntries(MODELS.map((name) => [`${name}()`, 'langchain.Model'])),
    ...Object.fromEntries(CHAINS.map((name) => [`${name}()`, 'langchain.Chain'])),
    ...Object.fromEntries(PAGE_LOADERS.map((name) => [name, `langchain.${name}`])),
    ...Object.fromEntries(LOADERS.map((name) => [`${name}()`, 'langchain.Loader'])),
    ...Object.fromEntries(
      ['llm', 'chatModel', 'llmChain', 'chain', 'agentExecutor', 'ragChain', 'qaChain'].flatMap((name) =>
        ASKS.map((ask) => [`${name}.${ask}`, `langchain.${/Model|llm$/.test(name) ? 'Model' : 'Chain'}.${ask}`]),
      ),
    ),
    'ChatPromptTemplate.fromMessages': 'langchain.fromMessages',
    'ChatPromptTemplate.fromPromptMessages': 'langchain.fromMessages',
    'ChatPromptTemplate.fromTemplate': 'langchain.fromTemplate',
    'PromptTemplate.fromTemplate': 'langchain.fromTemplate',
    'SystemMessagePromptTemplate.fromTemplate': 'langchain.SystemTemplate',
    'SystemMessage()': 'langchain.System()',
    SystemMessage: 'langchain.System',
    PromptTemplate: 'langchain.PromptTemplate',
    ...Object.fromEntries(
      [
        'similaritySearch',
        'similaritySearchWithScore',
        'similaritySearchVectorWithScore',
        'maxMarginalRelevanceSearch',
      ].map((name) => [name, `store.${name}`]),
    ),
    'asRetriever()': 'store.Retriever',
    'retriever.invoke': 'store.Retriever.invoke',
    getRelevantDocuments: 'store.Retriever.getRelevantDocuments',
  },
  reads: {
    'langchain.fromMessages()': 'langchain.Prompt',
    'langchain.fromTemplate()': 'langchain.Prompt',
    'langchain.PromptTemplate()': 'langchain.Prompt',
    'langchain.Prompt.pipe()': 'langchain.Chain',
    'langchain.Model.pipe()': 'langchain.Chain',
    'langchain.Chain.pipe()': 'langchain.Chain',
    'langchain.Chain.withConfig()': 'langchain.Chain',
    'langchain.Model.bindTools()': 'langchain.Model',
    'langchain.Model.bind()': 'langchain.Model',
    'langchain.Model.withStructuredOutput()': 'langchain.Chain',
    'langchain.Model.withConfig()': 'langchain.Model',
    'langchain.Model.withRetry()': 'langchain.Model',
    'langchain.Model.invoke().content': ANSWER,
    'langchain.Model.invoke().text': ANSWER,
    'langchain.Model.invoke().tool_calls': ANSWER,
    'langchain.Model.invoke().toString()': ANSWER,
    'langchain.Model.call()': ANSWER,
    'langchain.Model.predict()': ANSWER,
    'langchain.Model.generate().generations': ANSWER,
    'langchain.Model.stream().*': 'langchain.Piece',
    'langchain.Piece.content': ANSWER,
    ...Object.fromEntries(ASKS.map((ask) => [`langchain.Chain.${ask}()`, ANSWER])),
    'langchain.Chain.stream().*': ANSWER,
    'langchain.Loader.load()': DOCUMENT,
    'langchain.Loader.loadData()': DOCUMENT,
    'langchain.Loader.loadAndSplit()': DOCUMENT,
    'store.similaritySearch()': DOCUMENT,
    'store.similaritySearchWithScore()': DOCUMENT,
    'store.similaritySearchVectorWithScore()': DOCUMENT,
    'store.maxMarginalRelevanceSearch()': DOCUMENT,
    'store.Retriever.invoke()': DOCUMENT,
    'store.Retriever.getRelevantDocuments()': DOCUMENT,
  },
  handlers: {
    '@langchain/core/tools.tool': [CHOSEN],
    'langchain.tool': [CHOSEN],
    ...Object.fromEntries(
      ['DynamicTool', 'DynamicStructuredTool'].flatMap((name) =>
        ['@langchain/core/tools', 'langchain/tools', 'langchain'].map((from) => [`${from}.${name}.func`, [CHOSEN]]),
      ),
    ),
  },
  sinks: [
    ...prompts(
      ['langchain.Model.invoke', 'langchain.Model.stream', 'langchain.Model.call', 'langchain.Model.predict'],
      {
        conversation: ['0'],
        user: ['0'],
      },
    ),
    ...prompts(['langchain.Chain.invoke', 'langchain.Chain.stream'], { conversation: ['0.messages'], system: ['0'] }),
    // Variables of a prompt; whether they stand among its instructions the rules look up.
    ...prompts(
      ['invoke', 'format', 'formatMessages', 'formatPromptMessages'].map((name) => `langchain.Prompt.${name}`),
      {
        system: ['0'],
      },
    ),
    ...prompts(['langchain.fromMessages'], { conversation: ['0'] }),
    ...prompts(['langchain.fromTemplate', 'langchain.SystemTemplate'], { system: ['0'] }),
    ...prompts(['langchain.PromptTemplate'], { system: ['0.template'] }),
    ...prompts(
      ['createReactAgent', 'createAgent', '@langchain/langgraph/prebuilt.createReactAgent', 'langchain.createAgent'],
      {
        system: ['0.prompt', '0.systemPrompt', '0.messageModifier', '0.stateModifier'],
      },
    ),
    ...sinks(
      'request',
      PAGE_LOADERS.map((name) => `langchain.${name}`),
    ),
    ...sinks(
      'learnt',
      ['addDocuments', 'addTexts'].flatMap((name) => [`*.${name}`]),
      { inside: true },
    ),
    ...sinks('learnt', ['*.fromDocuments', '*.fromTexts'], { inside: true }),
  ],
} satisfies Model;
