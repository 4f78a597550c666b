/** The host of an address, in lower case and without port; undefined for what is none. */
export function hostOf(address: string): string | undefined {
  const [, authority] = /^[a-z][\w+.-]*:\/\/([^/?#\s]*)/i.exec(address.trim()) ?? [];
  if (authority === undefined) return undefined;
  const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  return /^\[[\da-f:.]+\]/.exec(host)?.[0] ?? host.replace(/:\d*$/, '');
}

/** This machine itself, as programs and containers call it. */
export const isLoopback = (host: string): boolean =>
  /^(?:localhost|.+\.localhost|127(?:\.\d+){1,3}|0\.0\.0\.0|\[::1?\]|host\.(?:docker|containers|lima)\.internal|gateway\.docker\.internal)$/.test(
    host,
  );

/** Inside a network of one's own: nothing that a stranger could register. */
export const isPrivate = (host: string): boolean =>
  !host.includes('.') ||
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.)|\.(?:internal|local|lan|corp|home|intranet|test|svc|cluster\.local)$/.test(
    host,
  );

/** A name that a variable fills in, or a stand-in for the reader to replace. */
export const isOpen = (text: string): boolean => /\$\{|\$\w|\{\{|<[\w -]+>|%\w+%|your[-_.]|YOUR_|\bTODO\b/.test(text);

export const isAddressOfNumbers = (host: string): boolean =>
  /^\d{1,3}(?:\.\d{1,3}){3}$|^\[[\da-f:.]+\]$|^0x[\da-f]+$|^\d{8,10}$/.test(host);

/** Services that give anybody an address of the moment, or collect whatever is sent to them. */
const MOMENTARY =
  /(?:^|\.)(?:ngrok\.(?:io|app|dev)|ngrok-free\.(?:app|dev)|trycloudflare\.com|loca\.lt|localtunnel\.me|serveo\.net|localhost\.run|lhr\.life|bore\.pub|pinggy\.(?:io|link|online)|devtunnels\.ms|tunnelmole\.net|telebit\.io|pagekite\.me|zrok\.io|webhook\.site|requestbin\.(?:com|net)|requestcatcher\.com|pipedream\.net|hookbin\.com|beeceptor\.com|interact\.sh|oast\.(?:fun|live|me|online|pro|site)|burpcollaborator\.net|oastify\.com|dnslog\.cn|mockbin\.org|transfer\.sh|file\.io|0x0\.st|pastebin\.com|paste\.ee|hastebin\.com|termbin\.com|ix\.io|rentry\.co|dpaste\.(?:com|org)|bit\.ly|tinyurl\.com|t\.co|is\.gd|cutt\.ly|rb\.gy|shorturl\.at|goo\.gl)$/;

export const isMomentary = (host: string): boolean => MOMENTARY.test(host);
