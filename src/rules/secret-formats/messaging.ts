import type { SecretFormat } from './format.ts';

const token = (format: Omit<SecretFormat, 'rule'>): SecretFormat => ({ rule: 'secret/messaging-token', ...format });

/** Tokens with which messages, mails and calls are sent in somebody's name. Formats as their documentation shows them. */
export const MESSAGING: readonly SecretFormat[] = [
  token({
    what: 'a Slack token',
    variable: 'SLACK_BOT_TOKEN',
    random: /[^-]+$/,
    begins: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxo-', 'xoxe-', 'xoxe.', 'xoxc-', 'xoxd-', 'xwfp-'],
    shape:
      /(?:xox[abceoprs]-(?:\d-)?(?:\d{6,14}-){1,3}[A-Za-z0-9]{10,64}|xoxe(?:\.xox[bp])?-\d-[A-Za-z0-9]{100,200}|xox[ar]-(?:\d-)?[A-Za-z0-9]{20,48}|(?:xoxd|xwfp)-[A-Za-z0-9%+/=-]{40,300})(?![\w-])/y,
  }),
  token({
    what: 'a Slack app token',
    variable: 'SLACK_APP_TOKEN',
    random: /[^-]+$/,
    begins: ['xapp-'],
    shape: /xapp-\d-[A-Z0-9]{8,14}-\d{10,14}-[a-zA-Z0-9]{32,80}(?!\w)/y,
  }),
  token({
    what: 'the address of a Slack webhook',
    variable: 'SLACK_WEBHOOK_URL',
    random: /[^/]+$/,
    begins: ['hooks.slack.com/'],
    shape: /hooks\.slack\.com\/(?:services|workflows|triggers)\/([A-Z0-9]{8,14}\/[A-Z0-9]{8,20}\/[A-Za-z0-9/]{20,48})/y,
    severity: 'high',
  }),
  token({
    what: 'the address of a Discord webhook',
    variable: 'DISCORD_WEBHOOK_URL',
    random: /[^/]+$/,
    begins: ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
    shape: /discord(?:app)?\.com\/api\/webhooks\/(\d{17,20}\/[\w-]{60,80})/y,
    severity: 'high',
  }),
  token({
    what: 'the address of a Teams webhook',
    variable: 'TEAMS_WEBHOOK_URL',
    begins: ['.webhook.office.com/webhookb2/'],
    shape: /\.webhook\.office\.com\/webhookb2\/([0-9a-f@-]{70,80}\/IncomingWebhook\/[0-9a-f]{32}\/[0-9a-f-]{36})/y,
    severity: 'high',
  }),
  // The id of the bot, a decimal number, in base 64, which leaves few beginnings; a time; a signature.
  token({
    what: 'a Discord bot token',
    variable: 'DISCORD_TOKEN',
    random: /[^.]+$/,
    begins: ['MT', 'Mj', 'Mz', 'ND', 'NT', 'Nj', 'Nz', 'OD', 'OT'],
    shape: /[MNO][A-Za-z\d]{23,27}\.[\w-]{6}\.[\w-]{27,40}(?![\w.-])/y,
    isReal: ([found]) => /^\d{15,21}$/.test(decoded(found.slice(0, found.indexOf('.')))),
  }),
  token({
    what: 'a Telegram bot token',
    variable: 'TELEGRAM_BOT_TOKEN',
    random: /[^:]{33}$/,
    begins: [':AA'],
    leads: /(?<!\w)(?:bot)?\d{8,10}$/,
    shape: /(?:bot)?(\d{8,10}:AA[\w-]{32,33})(?![\w-])/y,
  }),
  token({
    what: 'a Twilio API key',
    variable: 'TWILIO_API_KEY',
    begins: ['SK'],
    shape: /SK[0-9a-f]{32}(?!\w)/y,
    confidence: 'likely',
  }),
  token({
    what: 'a SendGrid API key',
    variable: 'SENDGRID_API_KEY',
    begins: ['SG.'],
    shape: /SG\.[\w-]{22}\.[\w-]{43}(?![\w-])/y,
  }),
  token({
    what: 'a Mailgun API key',
    variable: 'MAILGUN_API_KEY',
    begins: ['key-'],
    shape: /key-[0-9a-f]{32}(?!\w)/y,
  }),
  token({
    what: 'a Mailchimp API key',
    variable: 'MAILCHIMP_API_KEY',
    begins: ['-us'],
    leads: /(?<!\w)[0-9a-f]{32}$/,
    shape: /[0-9a-f]{32}-us\d{1,2}(?!\w)/y,
  }),
  token({
    what: 'a Mandrill API key',
    variable: 'MANDRILL_API_KEY',
    begins: ['md-'],
    shape: /md-[\w-]{22}(?![\w-])/y,
    isReal: ([found]) => /\d/.test(found) && /[A-Z]/.test(found),
    confidence: 'likely',
  }),
  token({
    what: 'a Brevo key',
    variable: 'BREVO_API_KEY',
    begins: ['xkeysib-', 'xsmtpsib-'],
    shape: /x(?:key|smtp)sib-[0-9a-f]{64}-[A-Za-z0-9]{16}(?!\w)/y,
  }),
  token({
    what: 'a Resend API key',
    variable: 'RESEND_API_KEY',
    begins: ['re_'],
    shape: /re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}(?!\w)/y,
    isReal: ([found]) => /\d/.test(found) && /[A-Z]/.test(found),
  }),
  token({
    what: 'a Firebase server key',
    variable: 'FCM_SERVER_KEY',
    begins: [':APA91b'],
    leads: /(?<![\w-])AAAA[\w-]{7}$/,
    shape: /AAAA[\w-]{7}:APA91b[\w-]{130,140}/y,
  }),
];

function decoded(text: string): string {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return '';
  }
}
