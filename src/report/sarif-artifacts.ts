/** The files a SARIF log speaks of, numbered in the order in which they are mentioned. */
export class SarifArtifacts {
  readonly #indexes = new Map<string, number>();

  /** An `artifactLocation` that refers to the list. */
  refer(path: string) {
    const index = this.#indexes.get(path) ?? this.#indexes.size;
    this.#indexes.set(path, index);
    return { ...locationOf(path), index };
  }

  /** To be asked last. */
  list() {
    return [...this.#indexes.keys()].map((path) => ({ location: locationOf(path) }));
  }
}

/** Relative paths start from the folder in which Assay runs; an absolute one says all itself. */
function locationOf(path: string) {
  const isAbsolute = /^(\/|[A-Za-z]:\/)/.test(path);
  if (!isAbsolute) return { uri: escaped(path), uriBaseId: '%SRCROOT%' };
  const drive = /^[A-Za-z]:/.exec(path)?.[0] ?? '';
  return { uri: `file://${drive && `/${drive}`}${escaped(path.slice(drive.length))}` };
}

/** Each segment escaped, the separators kept. A name that is no Unicode would make encodeURIComponent throw. */
const escaped = (path: string): string =>
  path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
