import { crc32, inBase62 } from '../../src/rules/secret-formats/checksum.ts';
import { randomFrom } from './random.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ALNUM = `${LETTERS}0123456789`;
const HEX = '0123456789abcdef';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const URL_SAFE = `${ALNUM}-_`;

export type Planted = {
  /** What the message must call it. */
  readonly what: RegExp;
  readonly rule: string;
  /** Whole, with what belongs to it and is not secret. */
  readonly text: string;
  /** The part that nobody may see. */
  readonly secret: string;
  /** The name that it needs beside it to be known. */
  readonly name?: string;
};

/** One secret of each format, as random as a real one: made when it is asked for, so that none stands in the repository. */
export function plantedSecrets(seed: number): readonly Planted[] {
  const next = randomFrom(seed);
  const random = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet.charAt(Math.floor(next() * alphabet.length))).join('');
  const any = (length: number) => `${random(LETTERS, 1)}${random(ALNUM, length - 4)}aZ9`;
  const hex = (length: number) => random(HEX, length);
  const url = (length: number) => `${random(ALNUM, length - 3)}aZ9`;
  const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
  const checked = (prefix: string) => {
    const body = any(30);
    return `${prefix}${body}${inBase62(crc32(body))}`;
  };
  const json = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const jwt = (payload: object) => `${json({ alg: 'HS256', typ: 'JWT' })}.${json(payload)}.${random(URL_SAFE, 42)}A`;
  const planted: Planted[] = [];
  const add = (category: string, what: RegExp, text: string, more: { secret?: string; name?: string } = {}) =>
    planted.push({ rule: `secret/${category}`, what, text, secret: text, ...more });

  const ai = 'ai-provider-key';
  add(ai, /OpenAI/, `sk-${any(20)}T3Blbk${'FJ'}${any(20)}`);
  add(ai, /OpenAI/, `sk-proj-${url(74)}T3Blbk${'FJ'}${url(74)}`);
  add(ai, /OpenAI/, `sk-svcacct-${url(58)}T3Blbk${'FJ'}${url(58)}`);
  add(ai, /OpenAI/, `sk-proj-${url(48)}`);
  add(ai, /OpenAI/, `sk-${any(48)}`);
  add(ai, /Anthropic/, `sk-ant-api03-${url(93)}AA`);
  add(ai, /Anthropic/, `sk-ant-admin01-${url(93)}AA`);
  add(ai, /Google API/, `AIza${'Sy'}${url(33)}`);
  add(ai, /Hugging Face/, `hf_${random(LETTERS, 32)}aZ`);
  add(ai, /Groq/, `gsk_${any(52)}`);
  add(ai, /xAI/, `xai-${any(80)}`);
  add(ai, /OpenRouter/, `sk-or-v1-${hex(64)}`);
  add(ai, /Replicate/, `r8_${any(37)}`);
  add(ai, /Pinecone/, `pcsk_${any(6)}_${any(63)}`);
  add(ai, /Pinecone/, uuid(), { name: 'PINECONE_API_KEY' });
  add(ai, /Perplexity/, `pplx-${any(48)}`);
  add(ai, /LangSmith/, `lsv2_pt_${hex(32)}_${hex(10)}`);
  add(ai, /Langfuse/, `sk-lf-${uuid()}`);
  add(ai, /NVIDIA/, `nvapi-${url(64)}`);
  add(ai, /Bedrock/, `ABSK${any(120)}`);
  add(ai, /ElevenLabs/, `sk_${hex(48)}`);
  add(ai, /Tavily/, `tvly-dev-${any(32)}`);
  add(ai, /Firecrawl/, `fc-${hex(32)}`);
  add(ai, /Mistral/, any(32), { name: 'MISTRAL_API_KEY' });
  add(ai, /Cohere/, any(40), { name: 'COHERE_API_KEY' });
  add(ai, /Azure OpenAI/, hex(32), { name: 'AZURE_OPENAI_API_KEY' });
  add(ai, /Together/, hex(64), { name: 'TOGETHER_API_KEY' });
  const cloud = 'cloud-key';
  add(cloud, /AWS access key/, `AKIA${random(BASE32, 16)}`);
  add(cloud, /AWS access key/, `ASIA${random(BASE32, 16)}`);
  add(cloud, /AWS secret access key/, any(40), { name: 'AWS_SECRET_ACCESS_KEY' });
  add(cloud, /OAuth client secret/, `GOCSPX-${url(28)}`);
  const storage = `${any(86)}==`;
  add(cloud, /Azure storage/, `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${storage}`, {
    secret: storage,
  });
  add(cloud, /Azure application/, `${any(3).slice(0, 3)}8Q~${any(34)}`);
  const signature = `${any(43)}%3D`;
  add(cloud, /shared access signature/, `?sv=2024-11-04&se=2027-01-01&sr=c&sp=rl&sig=${signature}`, {
    secret: signature,
  });
  add(cloud, /DigitalOcean/, `dop_v1_${hex(64)}`);
  add(cloud, /Heroku/, uuid(), { name: 'HEROKU_API_KEY' });
  add(cloud, /Heroku/, `HRKU-AA${url(58)}`);
  add(cloud, /Vercel/, any(24), { name: 'VERCEL_TOKEN' });
  add(cloud, /Netlify/, `nfp_${any(36)}`);
  add(cloud, /Supabase access/, `sbp_${hex(40)}`);
  add(cloud, /Supabase secret/, `sb_secret_${url(31)}`);
  add(cloud, /Supabase service role/, jwt({ iss: 'supabase', ref: 'abcd', role: 'service_role' }));
  add(cloud, /Databricks/, `dapi${hex(32)}`);
  add(cloud, /Cloudflare/, any(40), { name: 'CLOUDFLARE_API_TOKEN' });
  add(cloud, /PlanetScale/, `pscale_pw_${url(43)}`);
  add(cloud, /Doppler/, `dp.pt.${any(43)}`);
  add(cloud, /Vault/, `hvs.${any(95)}`);
  add(cloud, /Terraform/, `${any(14)}.atlasv1.${url(67)}`);
  const host = 'code-host-token';
  for (const prefix of ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_']) add(host, /GitHub/, checked(prefix));
  add(host, /GitHub/, `github_pat_${any(22)}_${any(59)}`);
  add(host, /GitLab/, `glpat-${url(20)}`);
  add(host, /GitLab/, `glrt-${url(20)}`);
  add(host, /npm/, checked('npm_'));
  add(host, /PyPI/, `pypi-AgEIcHlwaS5vcmc${url(120)}`);
  add(host, /RubyGems/, `rubygems_${hex(48)}`);
  add(host, /Docker Hub/, `dckr_pat_${url(27)}`);
  add(host, /Atlassian/, `ATATT3xFfGF0${url(180)}`);
  const money = 'payment-key';
  add(money, /Stripe secret/, `sk_live_${any(24)}`);
  add(money, /Stripe secret/, `rk_live_${any(99)}`);
  add(money, /webhook/, `whsec_${any(32)}`);
  add(money, /Square/, `sq0atp-${url(22)}`);
  add(money, /Shopify/, `shpat_${hex(32)}`);
  const talk = 'messaging-token';
  add(talk, /Slack token/, `xoxb-1029384756102-1029384756213-${any(24)}`);
  add(talk, /Slack token/, `xoxp-1029384756102-1029384756213-1029384756324-${hex(32)}`);
  add(talk, /Slack app/, `xapp-1-A01BCDEFGH2-1029384756102-${hex(64)}`);
  const hook = `T0${random(BASE32, 8)}7/B0${random(BASE32, 8)}3/${any(24)}`;
  add(talk, /Slack webhook/, `https://hooks.slack.com/services/${hook}`, { secret: hook });
  const bot = Buffer.from('104857629103847561').toString('base64');
  add(talk, /Discord bot/, `${bot}.${any(6).slice(0, 6)}.${url(38)}`);
  const post = `104857629103847561/${url(68)}`;
  add(talk, /Discord webhook/, `https://discord.com/api/webhooks/${post}`, { secret: post });
  add(talk, /Telegram/, `7310482956:AA${url(33)}`);
  add(talk, /Twilio/, `SK${hex(32)}`);
  add(talk, /Twilio/, hex(32), { name: 'TWILIO_AUTH_TOKEN' });
  add(talk, /SendGrid/, `SG.${url(22)}.${url(43)}`);
  add(talk, /Mailgun/, `key-${hex(32)}`);
  add(talk, /Mailchimp/, `${hex(32)}-us14`);
  add(talk, /Brevo/, `xkeysib-${hex(64)}-${any(16)}`);
  add(talk, /Resend/, `re_${any(8)}_${any(24)}`);
  const service = 'service-token';
  add(service, /Linear/, `lin_api_${any(40)}`);
  add(service, /Notion/, `ntn_10293847561${any(35)}`);
  add(service, /Notion/, `secret_${any(43)}`);
  add(service, /Datadog/, hex(32), { name: 'DD_API_KEY' });
  add(service, /New Relic/, `NRAK-${random(BASE32, 27)}`);
  add(service, /Sentry/, `sntryu_${hex(64)}`);
  add(service, /Figma/, `figd_${url(40)}`);
  add(service, /Airtable/, `pat${any(14)}.${hex(64)}`);
  add(service, /Postman/, `PMAK-${hex(24)}-${hex(34)}`);
  add(service, /Grafana/, `glsa_${any(32)}_${hex(8)}`);
  const password = any(16);
  for (const scheme of [
    'postgres',
    'postgresql',
    'mysql',
    'mongodb+srv',
    'mongodb',
    'redis',
    'rediss',
    'amqps',
    'https',
    'mysql+pymysql',
  ])
    add('connection-string', /password of/, `${scheme}://shop:${password}@db7.orders.shop.io/main`, {
      secret: password,
    });
  for (const kind of ['RSA ', 'EC ', 'OPENSSH ', '']) {
    const key = `-----BEGIN ${kind}PRIVATE${' '}KEY-----\\n${any(64)}\\n${any(64)}\\n-----END ${kind}PRIVATE${' '}KEY-----`;
    add('private-key', /private key/, key, { secret: key });
  }
  add('signed-token', /JWT/, jwt({ sub: 'u-77', role: 'admin', exp: 1_900_000_000 }));
  return planted;
}
