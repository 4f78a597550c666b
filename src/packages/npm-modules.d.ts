declare module 'npm-registry-fetch' {
  type Options = Readonly<Record<string, unknown>>;
  type Response = {
    readonly status: number;
    readonly url: string;
    readonly headers: { get(name: string): string | null };
    buffer(): Promise<Buffer>;
  };
  type Fetch = {
    (path: string, options?: Options): Promise<Response>;
    pickRegistry(name: string, options?: Options): string;
    getAuth(url: string, options?: Options): { readonly cert: string | null; readonly key: string | null };
  };
  const fetch: Fetch;
  export default fetch;
}

declare module '@npmcli/agent' {
  import type { Agent, ClientRequest } from 'node:http';

  type BoundAgent = Agent & { addRequest(request: ClientRequest, options: object): void };
  export function getAgent(url: string, options: Readonly<Record<string, unknown>>): BoundAgent;
}

declare module 'semver' {
  type SemVer = {
    readonly raw: string;
    readonly version: string;
    readonly major: number;
    readonly minor: number;
    readonly patch: number;
    readonly prerelease: readonly (string | number)[];
  };
  type Options = { readonly loose?: boolean; readonly includePrerelease?: boolean };
  export function parse(version: string, options?: Options): SemVer | null;
  export function compare(a: SemVer | string, b: SemVer | string): number;
  export function satisfies(version: string, range: string, options?: Options): boolean;
  export function maxSatisfying(versions: readonly string[], range: string, options?: Options): string | null;
  export function minVersion(range: string, options?: Options): SemVer | null;
  export function validRange(range: string, options?: Options): string | null;
}
