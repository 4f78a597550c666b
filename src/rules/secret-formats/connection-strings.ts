import type { SecretFormat } from './format.ts';
import { entropyOf, isPlaceholder } from './placeholder.ts';

type Address = { readonly what: string; readonly variable: string };

const to = (what: string, variable = 'DATABASE_URL'): Address => ({ what, variable });

/** What an address leads to by its scheme, without what a driver adds: `mysql+pymysql`. */
const SCHEMES: Readonly<Record<string, Address>> = {
  postgres: to('a PostgreSQL database'),
  postgresql: to('a PostgreSQL database'),
  mysql: to('a MySQL database'),
  mysql2: to('a MySQL database'),
  mariadb: to('a MariaDB database'),
  mongodb: to('a MongoDB database', 'MONGODB_URI'),
  redis: to('a Redis server', 'REDIS_URL'),
  rediss: to('a Redis server', 'REDIS_URL'),
  amqp: to('a message broker', 'AMQP_URL'),
  amqps: to('a message broker', 'AMQP_URL'),
  nats: to('a message broker', 'NATS_URL'),
  mssql: to('an SQL Server database'),
  sqlserver: to('an SQL Server database'),
  cockroachdb: to('a CockroachDB database'),
  clickhouse: to('a ClickHouse database'),
  neo4j: to('a Neo4j database', 'NEO4J_URI'),
  bolt: to('a Neo4j database', 'NEO4J_URI'),
  smtp: to('a mail server', 'SMTP_URL'),
  smtps: to('a mail server', 'SMTP_URL'),
  ldap: to('a directory', 'LDAP_URL'),
  ldaps: to('a directory', 'LDAP_URL'),
  ftp: to('a file server', 'FTP_URL'),
  sftp: to('a file server', 'SFTP_URL'),
};

const ELSEWHERE = to('what this address leads to', 'SERVICE_URL');

/** Who is known by these words is nobody: `postgres:postgres`, `user:pass`. */
const EVERYBODYS =
  /^(?:p(?:ass?)?w(?:or)?d?|pass(?:wd|word|phrase)?|my[-_]?pass(?:word)?|user(?:name|info)?|root|admin|administrator|postgres|postgresql|mysql|mongo|mongodb|redis|guest|secret|s3cr3t|s3cret|p[a@]ssw[o0]rd1?|test(?:ing)?|toor|foo|bar|baz|qux|abc|xyz|hunter2|letmein|dev|development|local|default|none|null|token|key|hash|auth|credential|apikey|api[-_]key|pwd?|pw|[a-z]|changeme|change[-_]me|hello|world|usr|123|1234|12345|123456)$/i;

/** Hosts that nobody else reaches, or that are nobody's. */
const NO_HOST =
  /^(?:localhost|127\.|0\.0\.0\.0|\[?::1|host\.docker\.internal|(?:[\w-]+\.)*(?:example|test|invalid|local|localhost)(?:$|:)|(?:[\w-]+\.)*(?:example|domain|host(?:name)?|server|site|company|acme|foo|bar|your[\w-]*|my(?:host|server|site|domain|cluster|db|proxy)?)\.\w+$)/i;

/** A password of a machine that is named without a domain, in a network of its own, counts where nobody types it. */
const isStrong = (password: string): boolean =>
  password.length >= 12 && /\d/.test(password) && /[a-z]/i.test(password) && entropyOf(password) >= 3;

/** Addresses with a password in them (RFC 3986, "user:password" before the host), of databases and of everything else. */
export const CONNECTION_STRINGS: readonly SecretFormat[] = [
  {
    rule: 'secret/connection-string',
    what: 'the password of a database',
    variable: 'DATABASE_URL',
    begins: ['://'],
    leads: /(?<![\w+.-])[a-z][a-z0-9+.-]{1,24}$/i,
    shape:
      /[a-z][a-z0-9+.-]{1,24}:\/\/[^\s:/@'"`<>{}()[\]\\,;?#|]{0,128}:([^\s/@'"`<>\\?#,|]{1,200})@([\w.-]{1,253}|\[[0-9a-f:]+\])(?=[:/?\s'"`,;)}\]\\#]|$)/iy,
    isReal: ({ 0: url, 1: password = '', 2: host = '' }) => isPassword(password, userOf(url), host),
    confidence: 'likely',
    isOftenSample: true,
    isNoRandom: true,
  },
  // Of ADO.NET, ODBC and JDBC, whose parts are named.
  {
    rule: 'secret/connection-string',
    what: 'the password of a database',
    variable: 'DATABASE_URL',
    begins: ['Password=', 'password=', 'PASSWORD=', 'Pwd=', 'PWD=', 'pwd='],
    shape: /(?:password|pwd)=([^;"'`\s&<>{}$]{1,128})(?=[;"'`&\s]|$)/iy,
    isReal: ({ 1: password = '', input, index }) => {
      const before = input.slice(Math.max(0, index - 300), index);
      const host =
        /(?:(?:server|data source|host|address|addr)=(?:tcp:)?|jdbc:[\w:]{2,30}:\/\/)([\w.-]{1,253})[^"'`\n]*$/i.exec(
          before,
        )?.[1];
      return host !== undefined && isPassword(password, '', host);
    },
    confidence: 'likely',
    isOftenSample: true,
    isNoRandom: true,
  },
  {
    rule: 'secret/connection-string',
    what: 'a password for what this command asks',
    variable: 'SERVICE_PASSWORD',
    begins: ['-u ', '--user '],
    shape: /(?:-u|--user) +["']?[\w.@+-]{1,64}:([^\s"'`$<>{}]{1,128})(?=["'\s]|$)/y,
    isReal: ({ 1: password = '', input, index }) =>
      /\bcurl\s[^\n|;&]*$/.test(input.slice(Math.max(0, index - 200), index)) &&
      isPassword(password, '', 'curl.of.somebody'),
    confidence: 'likely',
    isOftenSample: true,
    isNoRandom: true,
  },
];

const userOf = (url: string): string => /:\/\/([^:]*)/.exec(url)?.[1] ?? '';

/** What stands where a password will: a variable, a word in brackets or in capitals, a port, "mypassword". */
const NO_PASSWORD = /^[[$%{:]|[{}$(]|^[A-Z]+(?:_[A-Z]+)*$|^\d{1,5}$/;
const WORD_FOR_PASSWORD = /pass(?:word|wd)?$|^(?:my|the|some)[-_]?/i;

function isPassword(password: string, user: string, host: string): boolean {
  const plain = password.replace(/%[0-9a-f]{2}/gi, '.');
  if (plain.length < 4 || NO_PASSWORD.test(plain) || NO_HOST.test(host)) return false;
  if (EVERYBODYS.test(plain) || isPlaceholder(plain) || plain.toLowerCase() === user.toLowerCase()) return false;
  const digits = plain.match(/\d/g)?.length ?? 0;
  if (WORD_FOR_PASSWORD.test(plain) && digits < 3) return false;
  if (/^[a-z]+$/i.test(plain) && (plain.length < 10 || entropyOf(plain) < 3)) return false;
  return host.includes('.') || host.startsWith('[') || isStrong(plain);
}

/** What the address leads to, and how its variable is called. */
export function addressOf(url: string): Address {
  const scheme = url.slice(0, url.indexOf(':')).toLowerCase().split('+')[0] ?? '';
  const { what, variable } = (Object.hasOwn(SCHEMES, scheme) ? SCHEMES[scheme] : undefined) ?? ELSEWHERE;
  return { what: `the password of ${what}`, variable };
}
