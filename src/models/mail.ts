import { type Model, sinks } from '../engine/flow/model.ts';

/** nodemailer and mail services. https://nodemailer.com/message/ */
export default {
  sinks: sinks(
    'link',
    [
      '*.sendMail:0.html',
      '*.sendMail:0.text',
      '*.send:0.html',
      '*.send:0.text',
      '*.sendEmail:0.html',
      '*.sendEmail:0.text',
      '@sendgrid/mail.send:0.html',
      '@sendgrid/mail.send:0.text',
    ],
    { receiver: /mail|transport|sendgrid|resend|postmark|ses\b/i },
  ),
} satisfies Model;
