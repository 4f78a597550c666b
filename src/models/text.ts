import { type Model, sinks } from '../engine/flow/model.ts';

const SQL =
  /^[`'"(\s]*(select\b.+\bfrom\b|insert\s+into\b|update\b.+\bset\b|delete\s+from\b|(create|drop|alter|truncate)\s+(temporary\s+)?(table|database|index|view)\b|replace\s+into\b)/is;
const HTML =
  /^[`'"(\s]*(<!doctype html|<(html|head|body|div|p|span|h[1-6]|a|img|table|tr|td|ul|ol|li|b|i|em|strong|script|iframe|form|input|button|section|article|header|footer|main|nav|br|hr|label|title|svg)\b)/i;

const LINK =
  /^[`'"(\s]*(https?:\/\/|\$\{|[\w.]+\s*\+).{0,200}\b(reset|verif|confirm|invit|activat|magic|unsubscribe)/is;

/** Text whose constant parts are SQL or HTML: wherever it goes, that is what it will be read as. */
export default {
  sinks: [
    ...sinks('sql', ['+'], { receiver: SQL }),
    ...sinks('html', ['+'], { receiver: HTML }),
    ...sinks('link', ['+'], { receiver: LINK }),
  ],
} satisfies Model;
