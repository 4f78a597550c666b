import type { Problem } from '../../engine/rule.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { lineBefore } from '../string-quotes.ts';

/** What the builders' documentation calls the prefixes of variables that are written into the program for browsers. */
const EXPOSED =
  /(?<![\w-])((?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC|NUXT_ENV|STORYBOOK|PUBLIC|GATSBY|VUE_APP|NG_APP)_)([A-Z0-9_]{3,64})(?![\w-])/g;

/** Names of what nobody but the server may have. */
const SECRET =
  /(?:^|_)(?:SECRET|PRIVATE_KEY|PASSWORD|PASSWD|SERVICE_ROLE|SERVICE_KEY|ADMIN_KEY|MASTER_KEY|DATABASE_URL|DB_URL|MONGO(?:DB)?_UR[IL]|REDIS_URL|AUTH_TOKEN|BOT_TOKEN|JWT_KEY|SIGNING_KEY|ENCRYPTION_KEY)(?:_|$)/;
/** Who bills each call to whoever has the key. */
const BILLED =
  /(?:^|_)(?:OPENAI|ANTHROPIC|CLAUDE|GEMINI|GOOGLE_AI|GROQ|MISTRAL|COHERE|HUGGING_?FACE|HF|REPLICATE|PERPLEXITY|XAI|GROK|DEEPSEEK|OPENROUTER|TOGETHER|FIREWORKS|PINECONE|ELEVEN_?LABS|STABILITY|LANGSMITH|LANGCHAIN|TAVILY|SERPAPI|SENDGRID|RESEND|MAILGUN|POSTMARK|TWILIO|GITHUB|GITLAB|NOTION|AIRTABLE|AWS)_(?:[A-Z0-9]+_)*(?:KEY|TOKEN|PAT)$/;
/** Names of what is made for browsers. */
const PUBLIC =
  /PUBLISHABLE|PUBLIC_KEY|ANON|SITE_?KEY|CLIENT_ID|APP_ID|DSN|SECRET_(?:NAME|ID|PAGE|PATH)|^(?:DISABLE|ENABLE|ALLOW|SHOW|HIDE|USE|REQUIRE|IS|HAS)_/;

const KINDS = new Set<TextFile['kind']>([
  'env',
  'javascript',
  'typescript',
  'tsx',
  'html',
  'yaml',
  'dockerfile',
  'shell',
]);

export default defineTextRule({
  id: 'secret/client-exposed-env',
  title: 'Secret in a variable that browsers get',
  severity: 'critical',
  confidence: 'certain',
  cwe: [200, 522],
  owasp: ['A02:2025', 'LLM02:2025'],
  remedy:
    'Name the variable without the prefix, read it on the server only, and let the browser ask the server. Replace the secret if it was ever deployed.',
  yieldsTo: ['ai/key-in-browser'],
  when: ({ kind }) => KINDS.has(kind),
  look: ({ text, kind }) => {
    const told = new Set<string>();
    const problems: Problem[] = [];
    for (const { 0: name, 1: prefix = '', 2: rest = '', index } of text.matchAll(EXPOSED)) {
      if (told.has(name) || PUBLIC.test(rest) || !(SECRET.test(rest) || BILLED.test(rest))) continue;
      const before = lineBefore(text, index);
      if (/^\s*(?:#|\/\/|\*)/.test(before) || (prefix === 'PUBLIC_' && !isOfEnvironment(before, text, kind))) continue;
      told.add(name);
      const at = { start: index, end: index + name.length };
      problems.push({
        at,
        message: `\`${name}\` is written into the program that every browser gets, since its name begins with \`${prefix}\`.`,
        fixes:
          kind === 'env' ? [{ title: `Name it \`${rest}\``, safety: 'review', edits: [{ ...at, text: rest }] }] : [],
      });
    }
    return problems;
  },
});

/** Svelte and Astro write a word that other names begin with as well. */
const isOfEnvironment = (before: string, text: string, kind: TextFile['kind']): boolean =>
  kind === 'env' || kind === 'dockerfile' || /\benv(?:\.|\[['"])$/.test(before) || text.includes('$env/static/public');
