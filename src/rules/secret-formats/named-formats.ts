import type { NamedFormat, SecretRule } from './format.ts';

const HEX_32 = /^[0-9a-f]{32}$/;
const HEX_40 = /^[0-9a-f]{40}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const named =
  (rule: SecretRule) =>
  (what: string, variable: string, name: RegExp, value: RegExp): NamedFormat => ({ rule, what, variable, name, value });

const ai = named('secret/ai-provider-key');
const cloud = named('secret/cloud-key');
const message = named('secret/messaging-token');
const service = named('secret/service-token');

/** Secrets that nothing but their name tells from other text, in the shapes that their documentation shows. */
export const NAMED_FORMATS: readonly NamedFormat[] = [
  ai('a Mistral API key', 'MISTRAL_API_KEY', /mistral.*(?:key|token)/, /^[A-Za-z0-9]{32}$/),
  ai('a Cohere API key', 'COHERE_API_KEY', /cohere.*(?:key|token)|^co_api_key/, /^[A-Za-z0-9]{40}$/),
  ai(
    'an Azure OpenAI key',
    'AZURE_OPENAI_API_KEY',
    /azure_(?:open_?ai|ai|cognitive|search|speech|translator|inference).*key/,
    /^[0-9a-f]{32}$|^[A-Za-z0-9]{84}$|^[A-Za-z0-9]{52}$/,
  ),
  ai('a Together AI API key', 'TOGETHER_API_KEY', /together.*key/, /^[0-9a-f]{64}$/),
  ai('a Pinecone API key', 'PINECONE_API_KEY', /pinecone.*key/, UUID),
  ai('a Deepgram API key', 'DEEPGRAM_API_KEY', /deepgram.*key/, HEX_40),
  ai('an AssemblyAI API key', 'ASSEMBLYAI_API_KEY', /assembly_?ai.*key/, HEX_32),
  ai('a Weights & Biases API key', 'WANDB_API_KEY', /wandb.*key|weights_.*biases.*key/, HEX_40),
  ai('an ElevenLabs API key', 'ELEVENLABS_API_KEY', /(?:eleven_?labs|xi)_.*key/, HEX_32),
  ai('an Exa API key', 'EXA_API_KEY', /^exa_.*key/, UUID),
  ai('a SerpApi key', 'SERPAPI_API_KEY', /serp_?api.*key/, /^[0-9a-f]{64}$/),
  ai('a DeepSeek API key', 'DEEPSEEK_API_KEY', /deepseek.*key/, /^sk-[0-9a-z]{32}$/),
  ai('a Stability AI API key', 'STABILITY_API_KEY', /stability.*key/, /^sk-[A-Za-z0-9]{48}$/),
  ai('a Qdrant API key', 'QDRANT_API_KEY', /qdrant.*key/, /^[\w-]{54,90}$/),
  ai('a Weaviate API key', 'WEAVIATE_API_KEY', /weaviate.*key/, /^[A-Za-z0-9]{36,48}$/),
  cloud(
    'an AWS secret access key',
    'AWS_SECRET_ACCESS_KEY',
    /secret_access_key|aws_secret(?:_key)?$|aws_.*secret|^secret_key$/,
    /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9/+]{40}$/,
  ),
  cloud('a Heroku API key', 'HEROKU_API_KEY', /heroku.*(?:key|token)/, UUID),
  cloud('a Vercel token', 'VERCEL_TOKEN', /vercel.*token/, /^[A-Za-z0-9]{24}$/),
  cloud('a Netlify token', 'NETLIFY_AUTH_TOKEN', /netlify.*token/, /^[\w-]{40,46}$/),
  cloud(
    'a Cloudflare key',
    'CLOUDFLARE_API_TOKEN',
    /(?:cloudflare|^cf)_.*(?:token|key)/,
    /^[\w-]{40}$|^[0-9a-f]{37}$|^[0-9a-f]{64}$/,
  ),
  cloud('a Railway token', 'RAILWAY_TOKEN', /railway.*token/, UUID),
  cloud('an Azure client secret', 'AZURE_CLIENT_SECRET', /azure.*(?:client_)?secret$/, /^[\w.~+/=-]{32,44}$/),
  message('a Twilio auth token', 'TWILIO_AUTH_TOKEN', /twilio.*(?:token|secret)/, /^[0-9a-f]{32}$|^[A-Za-z0-9]{32}$/),
  message('a Discord bot token', 'DISCORD_TOKEN', /discord.*token/, /^[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,40}$/),
  message('a Discord client secret', 'DISCORD_CLIENT_SECRET', /discord.*secret/, /^[\w-]{32}$/),
  message('a Mailgun key', 'MAILGUN_API_KEY', /mailgun.*key/, /^[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}$|^[0-9a-f]{32}$/),
  message('a Postmark token', 'POSTMARK_SERVER_TOKEN', /postmark.*(?:token|key)/, UUID),
  message('a Slack signing secret', 'SLACK_SIGNING_SECRET', /slack.*secret/, HEX_32),
  service('a Datadog key', 'DD_API_KEY', /(?:datadog|^dd)_.*key/, /^[0-9a-f]{32}$|^[0-9a-f]{40}$/),
  service('a New Relic license key', 'NEW_RELIC_LICENSE_KEY', /new_?relic.*key/, /^[0-9a-f]{36}NRAL$|^[0-9a-f]{40}$/),
  service('an Algolia API key', 'ALGOLIA_ADMIN_KEY', /algolia.*(?:admin|write|secret|private).*key/, HEX_32),
  service('an Okta token', 'OKTA_API_TOKEN', /okta.*token/, /^00[\w-]{40}$/),
  service('a Snyk token', 'SNYK_TOKEN', /snyk.*token/, UUID),
  service('a Codecov token', 'CODECOV_TOKEN', /codecov.*token/, UUID),
  service(
    'a RapidAPI key',
    'RAPIDAPI_KEY',
    /rapid_?api.*key/,
    /^[0-9a-f]{10}msh[0-9a-f]{15}p[0-9a-f]{6}jsn[0-9a-f]{12}$/,
  ),
  service('a Facebook app secret', 'FACEBOOK_APP_SECRET', /(?:facebook|^fb)_.*secret/, HEX_32),
  service('a Spotify client secret', 'SPOTIFY_CLIENT_SECRET', /spotify.*secret/, HEX_32),
  service('a GitHub OAuth secret', 'GITHUB_CLIENT_SECRET', /github.*secret/, HEX_40),
  service('a PayPal client secret', 'PAYPAL_CLIENT_SECRET', /paypal.*secret/, /^E[\w-]{60,90}$/),
  service('a Plaid secret', 'PLAID_SECRET', /plaid.*secret/, /^[0-9a-f]{30}$/),
  service('an Etherscan API key', 'ETHERSCAN_API_KEY', /etherscan.*key/, /^[A-Z0-9]{34}$/),
  service('an OpenWeather API key', 'OPENWEATHER_API_KEY', /open_?weather.*key/, HEX_32),
  service('an Amplitude secret key', 'AMPLITUDE_SECRET_KEY', /amplitude.*secret/, HEX_32),
];
