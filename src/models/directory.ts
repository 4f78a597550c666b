import { type Model, sinks } from '../engine/flow/model.ts';

/** LDAP and XPath. http://ldapjs.org/client.html#search, https://github.com/goto100/xpath */
export default {
  cleans: {
    'ldap-escape.filter': ['ldap'],
    'ldap-escape.dn': ['ldap'],
    'ldapjs.parseFilter': [],
    'ldapts.Filter.escape': ['ldap'],
    'ldapts.EqualityFilter': ['ldap'],
    'ldapjs.EqualityFilter': ['ldap'],
    'ldap-filters.filter': ['ldap'],
  },
  sinks: [
    ...sinks(
      'ldap',
      [
        'ldapjs.createClient().search:1.filter',
        'ldapts.Client().search:1.filter',
        'activedirectory().findUsers',
        'activedirectory2().findUsers',
      ].concat(
        ['search:1.filter', 'searchAsync:1.filter', 'findUsers:0.filter', 'find:0.filter'].map((name) => `*.${name}`),
      ),
      { receiver: /ldap|client|directory|^ad$|conn/i },
    ),
    // The name of an entry: `uid=${name},ou=people`.
    ...sinks('ldap', ['ldapjs.createClient().search', 'ldapjs.createClient().bind', 'ldapts.Client().bind', '*.bind'], {
      receiver: /ldap|^client$/i,
    }),
    ...sinks(
      'xpath',
      ['xpath.select', 'xpath.select1', 'xpath.evaluate', 'xpath.parse', 'document.evaluate', '*.find:0'],
      { receiver: /^(xml|doc|xmlDoc|document)$/i },
    ),
  ],
} satisfies Model;
