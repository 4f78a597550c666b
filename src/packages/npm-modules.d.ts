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
