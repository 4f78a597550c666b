/** Ports that a network rule opens; `'all'` is every port of every protocol, `'database'` that of the database the rule belongs to. */
export type Ports = { readonly from: number; readonly to: number } | 'all' | 'database';

/** Behind these ports machines are managed or data is kept; the internet has no business there. Names as the registry of IANA or the product calls them. */
const GUARDED: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [23, 'Telnet'],
  [135, 'Windows RPC'],
  [139, 'NetBIOS'],
  [389, 'LDAP'],
  [445, 'SMB'],
  [1433, 'SQL Server'],
  [1521, 'Oracle'],
  [2049, 'NFS'],
  [2375, 'Docker'],
  [2376, 'Docker'],
  [2379, 'etcd'],
  [3306, 'MySQL'],
  [3389, 'remote desktop'],
  [5432, 'PostgreSQL'],
  [5439, 'Redshift'],
  [5601, 'Kibana'],
  [5900, 'VNC'],
  [5984, 'CouchDB'],
  [5985, 'WinRM'],
  [5986, 'WinRM'],
  [6379, 'Redis'],
  [8182, 'Neptune'],
  [9042, 'Cassandra'],
  [9092, 'Kafka'],
  [9200, 'Elasticsearch'],
  [10250, 'the kubelet'],
  [11211, 'Memcached'],
  [15672, 'RabbitMQ'],
  [27017, 'MongoDB'],
]);

/** What is opened that should not be: "port 22 (SSH)"; undefined where the ports are such as the internet may reach. */
export function guardedIn(ports: Ports): string | undefined {
  if (ports === 'database') return 'the port of the database';
  if (ports === 'all' || (ports.from <= 1 && ports.to >= 65535)) return 'every port';
  for (const [port, name] of GUARDED)
    if (ports.from <= port && port <= ports.to)
      return ports.from === ports.to
        ? `port ${port} (${name})`
        : `ports ${ports.from} to ${ports.to}, ${port} (${name}) among them`;
  return undefined;
}

/** `22`, `'22'`, `'20-25'` and `'*'` as Azure and Google write them. */
export function portsOf(text: string): Exclude<Ports, 'database'> | undefined {
  if (text === '*') return 'all';
  const [, from, to = from] = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(text) ?? [];
  return from === undefined ? undefined : { from: Number(from), to: Number(to) };
}

/** The whole internet, as an address range or by the names that clouds give it. */
export const isWorld = (range: string): boolean =>
  /^(0\.0\.0\.0\/0|::\/0|0::0\/0|0::\/0|0:0:0:0:0:0:0:0\/0|\*|internet|any|0\.0\.0\.0)$/i.test(range.trim());
