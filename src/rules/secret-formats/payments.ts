import type { SecretFormat } from './format.ts';

const key = (format: Omit<SecretFormat, 'rule'>): SecretFormat => ({ rule: 'secret/payment-key', ...format });

/** Keys with which money moves. Formats as their documentation shows them; keys of test modes move none. */
export const PAYMENTS: readonly SecretFormat[] = [
  key({
    what: 'a live Paystack secret key',
    variable: 'PAYSTACK_SECRET_KEY',
    begins: ['sk_live_'],
    shape: /sk_live_[0-9a-f]{40}(?!\w)/y,
  }),
  key({
    what: 'a live Stripe secret key',
    variable: 'STRIPE_SECRET_KEY',
    begins: ['sk_live_', 'rk_live_'],
    shape: /[sr]k_live_[A-Za-z0-9]{16,250}(?!\w)/y,
  }),
  key({
    what: 'a Stripe webhook secret',
    variable: 'STRIPE_WEBHOOK_SECRET',
    begins: ['whsec_'],
    shape: /whsec_[A-Za-z0-9+/]{24,100}={0,2}/y,
    severity: 'high',
  }),
  key({
    what: 'a Stripe secret key of the test mode',
    variable: 'STRIPE_SECRET_KEY',
    begins: ['sk_test_', 'rk_test_'],
    shape: /[sr]k_test_[A-Za-z0-9]{16,250}(?!\w)/y,
    severity: 'low',
    confidence: 'possible',
  }),
  key({
    what: 'a Square token',
    variable: 'SQUARE_ACCESS_TOKEN',
    begins: ['sq0atp-', 'sq0csp-'],
    shape: /sq0(?:atp-[\w-]{22}|csp-[\w-]{43})(?![\w-])/y,
  }),
  key({
    what: 'a Square token',
    variable: 'SQUARE_ACCESS_TOKEN',
    begins: ['EAAA'],
    shape: /EAAA[\w-]{60}(?![\w-])/y,
    isReal: ([token]) => /\d/.test(token) && /[a-z]/.test(token),
  }),
  key({
    what: 'a Braintree access token',
    variable: 'BRAINTREE_ACCESS_TOKEN',
    begins: ['access_token$production$'],
    shape: /access_token\$production\$[a-z0-9]{16}\$[0-9a-f]{32}(?!\w)/y,
  }),
  key({
    what: 'a Shopify token',
    variable: 'SHOPIFY_ACCESS_TOKEN',
    begins: ['shpat_', 'shpca_', 'shppa_', 'shpss_', 'shpua_'],
    shape: /shp(?:at|ca|pa|ss|ua)_[0-9a-fA-F]{32}(?!\w)/y,
  }),
  key({
    what: 'a live Paddle API key',
    variable: 'PADDLE_API_KEY',
    begins: ['pdl_live_apikey_'],
    shape: /pdl_live_apikey_[a-z\d]{26}_[A-Za-z\d]{22}_[A-Za-z\d]{3}(?!\w)/y,
  }),
  key({
    what: 'a Flutterwave secret key',
    variable: 'FLUTTERWAVE_SECRET_KEY',
    begins: ['FLWSECK-'],
    shape: /FLWSECK-[0-9a-z]{32}-(?:[0-9a-z]{12}vt-)?X/y,
  }),
  key({
    what: 'a Plaid access token',
    variable: 'PLAID_ACCESS_TOKEN',
    begins: ['access-production-'],
    shape: /access-production-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/y,
  }),
];
