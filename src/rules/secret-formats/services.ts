import type { SecretFormat } from './format.ts';

const token = (format: Omit<SecretFormat, 'rule'>): SecretFormat => ({ rule: 'secret/service-token', ...format });

/** Tokens of the services that a team works with. Formats as their documentation shows them, or as the makers registered them for secret scanning. */
export const SERVICES: readonly SecretFormat[] = [
  token({
    what: 'a Linear API key',
    variable: 'LINEAR_API_KEY',
    begins: ['lin_api_', 'lin_oauth_'],
    shape: /lin_(?:api_[A-Za-z0-9]{40}|oauth_[0-9a-f]{64})(?!\w)/y,
  }),
  token({
    what: 'a Notion token',
    variable: 'NOTION_TOKEN',
    random: /[A-Za-z0-9]{32}$/,
    begins: ['ntn_', 'secret_'],
    shape: /(?:ntn_\d{10,12}[A-Za-z0-9]{34,36}|secret_[A-Za-z0-9]{43})(?!\w)/y,
    isReal: ([found]) => /\d/.test(found) && /[A-Z]/.test(found),
  }),
  token({
    what: 'a New Relic key',
    variable: 'NEW_RELIC_API_KEY',
    begins: ['NRAK-', 'NRII-', 'NRRA-', 'NRIQ-'],
    shape: /NR(?:AK|II|RA|IQ)-[A-Za-z0-9-]{27,42}(?![\w-])/y,
  }),
  token({
    what: 'a Sentry token',
    variable: 'SENTRY_AUTH_TOKEN',
    begins: ['sntrys_eyJ', 'sntryu_'],
    shape: /sntrys_eyJ[A-Za-z0-9+/=_-]{60,500}|sntryu_[0-9a-f]{64}(?!\w)/y,
  }),
  token({
    what: 'a PostHog personal API key',
    variable: 'POSTHOG_PERSONAL_API_KEY',
    begins: ['phx_'],
    shape: /phx_[A-Za-z0-9]{40,60}(?!\w)/y,
  }),
  token({
    what: 'a Figma token',
    variable: 'FIGMA_TOKEN',
    begins: ['figd_', 'figu_'],
    shape: /fig[du]_[\w-]{38,48}(?![\w-])/y,
  }),
  token({
    what: 'an Airtable token',
    variable: 'AIRTABLE_API_KEY',
    begins: ['pat'],
    shape: /pat[A-Za-z0-9]{14}\.[0-9a-f]{64}(?!\w)/y,
  }),
  token({
    what: 'a Postman API key',
    variable: 'POSTMAN_API_KEY',
    begins: ['PMAK-'],
    shape: /PMAK-[0-9a-f]{24}-[0-9a-f]{34}(?!\w)/y,
  }),
  token({
    what: 'a Grafana token',
    variable: 'GRAFANA_TOKEN',
    begins: ['glsa_', 'glc_eyJ'],
    shape: /glsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}(?!\w)|glc_eyJ[A-Za-z0-9+/]{30,400}={0,2}/y,
  }),
  token({
    what: 'a HubSpot token',
    variable: 'HUBSPOT_ACCESS_TOKEN',
    begins: ['pat-na', 'pat-eu'],
    shape: /pat-(?:na|eu)\d-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/y,
  }),
  token({
    what: 'a Contentful token',
    variable: 'CONTENTFUL_MANAGEMENT_TOKEN',
    begins: ['CFPAT-'],
    shape: /CFPAT-[\w-]{43}(?![\w-])/y,
  }),
  token({
    what: 'a Dynatrace token',
    variable: 'DYNATRACE_TOKEN',
    begins: ['dt0'],
    shape: /dt0[a-z]\d\d\.[A-Z2-7]{24}\.[A-Z2-7]{64}(?!\w)/y,
  }),
  token({
    what: 'a 1Password service account token',
    variable: 'OP_SERVICE_ACCOUNT_TOKEN',
    begins: ['ops_eyJ'],
    shape: /ops_eyJ[A-Za-z0-9+/=_-]{200,2000}/y,
  }),
  token({
    what: 'an Apify token',
    variable: 'APIFY_TOKEN',
    begins: ['apify_api_'],
    shape: /apify_api_[A-Za-z0-9]{34,40}(?!\w)/y,
  }),
  token({
    what: 'an Inngest signing key',
    variable: 'INNGEST_SIGNING_KEY',
    begins: ['signkey-prod-'],
    shape: /signkey-prod-[0-9a-f]{64}(?!\w)/y,
  }),
  token({
    what: 'an Axiom token',
    variable: 'AXIOM_TOKEN',
    begins: ['xaat-', 'xapt-'],
    shape: /xa[ap]t-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/y,
  }),
  token({
    what: 'a Typeform token',
    variable: 'TYPEFORM_TOKEN',
    begins: ['tfp_'],
    shape: /tfp_[\w-]{44,60}(?![\w-])/y,
  }),
  token({
    what: 'a Shippo token',
    variable: 'SHIPPO_TOKEN',
    begins: ['shippo_live_'],
    shape: /shippo_live_[0-9a-f]{40}(?!\w)/y,
  }),
  token({
    what: 'a LaunchDarkly key',
    variable: 'LAUNCHDARKLY_SDK_KEY',
    begins: ['sdk-', 'api-'],
    shape: /(?:sdk|api)-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/y,
    confidence: 'likely',
  }),
  token({
    what: 'a secret token of Mapbox',
    variable: 'MAPBOX_SECRET_TOKEN',
    begins: ['sk.eyJ'],
    shape: /sk\.eyJ[\w-]{40,200}\.[\w-]{20,40}/y,
  }),
  token({
    what: 'a Dropbox token',
    variable: 'DROPBOX_ACCESS_TOKEN',
    begins: ['sl.'],
    shape: /sl\.(?:u\.)?[\w-]{130,1200}/y,
  }),
];
