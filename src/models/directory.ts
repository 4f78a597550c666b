import { type Model, sinks } from '../engine/flow/model.ts';

/** LDAP and XPath. http://ldapjs.org/client.html#search, https://github.com/goto100/xpath */
export default {
  cleans: { 'ldap-escape.filter': ['ldap'], 'ldapjs.parseFilter': [] },
  sinks: [
    ...sinks(
      'ldap',
      ['ldapjs.createClient().search:1.filter', '*.search:1.filter', 'ldapts.Client().search:1.filter'],
      { receiver: /ldap|client|directory/i },
    ),
    ...sinks(
      'xpath',
      ['xpath.select', 'xpath.select1', 'xpath.evaluate', 'xpath.parse', 'document.evaluate', '*.find:0'],
      { receiver: /^(xml|doc|xmlDoc|document)$/i },
    ),
  ],
} satisfies Model;
