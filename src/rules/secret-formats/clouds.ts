import type { SecretFormat } from './format.ts';
import { payloadOf } from './signed-tokens.ts';

const key = (format: Omit<SecretFormat, 'rule'>): SecretFormat => ({ rule: 'secret/cloud-key', ...format });

/** Keys to clouds, hosts and their databases. Formats as their documentation shows them, or as the makers registered them for secret scanning. */
export const CLOUDS: readonly SecretFormat[] = [
  // IAM's reference names the prefixes of its unique identifiers; the rest is base 32.
  key({
    what: 'an AWS access key',
    variable: 'AWS_ACCESS_KEY_ID',
    begins: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    shape: /A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16}(?![A-Za-z0-9])/y,
    fits: (token) => /^[A-Z2-7]{20}$/.test(token),
  }),
  key({
    what: 'a Google OAuth client secret',
    variable: 'GOOGLE_CLIENT_SECRET',
    begins: ['GOCSPX-'],
    shape: /GOCSPX-[\w-]{28}(?![\w-])/y,
  }),
  key({
    what: 'a Google access token',
    variable: 'GOOGLE_ACCESS_TOKEN',
    begins: ['ya29.'],
    shape: /ya29\.[\w-]{40,400}/y,
    severity: 'high',
  }),
  key({
    what: 'an Azure storage key',
    variable: 'AZURE_STORAGE_CONNECTION_STRING',
    begins: ['AccountKey='],
    shape: /AccountKey=([A-Za-z0-9+/]{86}==)/y,
  }),
  key({
    what: 'a shared access key of Azure',
    variable: 'AZURE_CONNECTION_STRING',
    begins: ['SharedAccessKey='],
    shape: /SharedAccessKey=([A-Za-z0-9+/]{43}=)/y,
  }),
  key({
    what: 'a client secret of an Azure application',
    variable: 'AZURE_CLIENT_SECRET',
    begins: ['Q~'],
    leads: /(?<![\w.~-])[\w.~-]{3}\d$/,
    shape: /[\w.~-]{3}\dQ~[\w.~-]{31,34}(?![\w.~-])/y,
  }),
  key({
    what: 'a shared access signature of Azure',
    variable: 'AZURE_SAS_TOKEN',
    begins: ['sig='],
    shape: /sig=([A-Za-z0-9%/+]{40,64}(?:%3[Dd]|=))/y,
    isReal: ({ input, index }) => /[?&"'](?:sv|se|sp|sr)=/.test(input.slice(Math.max(0, index - 400), index + 400)),
    confidence: 'likely',
  }),
  key({
    what: 'a DigitalOcean token',
    variable: 'DIGITALOCEAN_TOKEN',
    begins: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    shape: /do[opr]_v1_[0-9a-f]{64}(?!\w)/y,
  }),
  key({ what: 'a Heroku API key', variable: 'HEROKU_API_KEY', begins: ['HRKU-'], shape: /HRKU-[\w-]{36,64}/y }),
  key({
    what: 'a Vercel token',
    variable: 'VERCEL_TOKEN',
    begins: ['vcp_', 'vci_', 'vca_', 'vcr_'],
    shape: /vc[piar]_[A-Za-z0-9]{24,64}(?!\w)/y,
  }),
  key({
    what: 'a Netlify token',
    variable: 'NETLIFY_AUTH_TOKEN',
    begins: ['nfp_', 'nfc_', 'nfo_', 'nfu_'],
    shape: /nf[pcou]_[A-Za-z0-9]{36,40}(?!\w)/y,
  }),
  key({
    what: 'a Supabase access token',
    variable: 'SUPABASE_ACCESS_TOKEN',
    begins: ['sbp_'],
    shape: /sbp_(?:oauth_)?[0-9a-f]{40}(?!\w)/y,
  }),
  key({
    what: 'a Supabase secret key',
    variable: 'SUPABASE_SECRET_KEY',
    begins: ['sb_secret_'],
    shape: /sb_secret_[\w-]{22,48}/y,
  }),
  key({
    what: 'a Supabase service role key',
    variable: 'SUPABASE_SERVICE_ROLE_KEY',
    begins: ['eyJ'],
    shape: /eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{20,1000}/y,
    isReal: ([token]) => {
      const payload = payloadOf(token);
      return payload?.role === 'service_role' && payload.iss !== 'supabase-demo';
    },
    isNoRandom: true,
  }),
  key({
    what: 'a Databricks token',
    variable: 'DATABRICKS_TOKEN',
    begins: ['dapi'],
    shape: /dapi[0-9a-f]{32}(?:-\d)?(?![\w-])/y,
  }),
  key({
    what: 'a Cloudflare origin key',
    variable: 'CLOUDFLARE_API_KEY',
    begins: ['v1.0-'],
    shape: /v1\.0-[0-9a-f]{24}-[0-9a-f]{146}(?!\w)/y,
  }),
  key({
    what: 'a PlanetScale password',
    variable: 'PLANETSCALE_TOKEN',
    begins: ['pscale_'],
    shape: /pscale_(?:tkn|pw|oauth)_[\w.=-]{32,64}/y,
  }),
  key({ what: 'a Neon API key', variable: 'NEON_API_KEY', begins: ['napi_'], shape: /napi_[a-z0-9]{60,70}(?!\w)/y }),
  key({
    what: 'a Render API key',
    variable: 'RENDER_API_KEY',
    begins: ['rnd_'],
    shape: /rnd_[A-Za-z0-9]{28,36}(?!\w)/y,
  }),
  key({
    what: 'a Fly.io token',
    variable: 'FLY_API_TOKEN',
    begins: ['fm1r_', 'fm1a_', 'fm2_', 'fo1_'],
    shape: /(?:fm1[ar]_|fm2_|fo1_)[\w+/-]{43,2000}={0,3}/y,
  }),
  key({
    what: 'a Terraform Cloud token',
    variable: 'TF_API_TOKEN',
    begins: ['.atlasv1.'],
    leads: /(?<!\w)[A-Za-z0-9]{14}$/,
    shape: /[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}/y,
  }),
  key({
    what: 'a Vault token',
    variable: 'VAULT_TOKEN',
    begins: ['hvs.', 'hvb.', 'hvr.'],
    shape: /hv[sbr]\.[\w-]{24,300}/y,
    isReal: ([token]) => /\d/.test(token) && /[A-Z]/.test(token),
  }),
  key({
    what: 'a Doppler token',
    variable: 'DOPPLER_TOKEN',
    begins: ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.'],
    shape: /dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[\w-]{2,35}\.)?[A-Za-z0-9]{40,44}(?!\w)/y,
  }),
  key({
    what: 'a Pulumi access token',
    variable: 'PULUMI_ACCESS_TOKEN',
    begins: ['pul-'],
    shape: /pul-[0-9a-f]{40}(?!\w)/y,
  }),
  key({
    what: 'an Alibaba Cloud access key',
    variable: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
    begins: ['LTAI'],
    shape: /LTAI[A-Za-z0-9]{17,21}(?!\w)/y,
  }),
  key({
    what: 'a Tailscale key',
    variable: 'TS_AUTHKEY',
    begins: ['tskey-'],
    shape: /tskey-(?:auth|api|client|scim|webhook)-\w{8,20}-\w{20,50}/y,
  }),
];
