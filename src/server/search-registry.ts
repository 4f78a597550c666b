import { toldDownloads } from '../packages/search.ts';
import type { SearchRegistryParams, SearchRegistryResult } from '../protocol/requests.ts';
import { pathOf, type Session } from './session.ts';

/** Asks the registry that npm is configured for, and only when somebody has asked for it: the words of the name leave the machine. */
export async function onSearchRegistry(
  session: Session,
  { uri, name }: SearchRegistryParams,
): Promise<SearchRegistryResult> {
  const path = pathOf(uri);
  if (path === undefined) return null;
  const { packages } = await session.settings.of(uri);
  const found = await session.packages.search(name, path, !packages.checkRegistry);
  if (found === undefined) return null;
  return found.map(({ downloads, ...known }) => ({
    ...known,
    ...(downloads !== undefined && { popularity: toldDownloads(downloads) }),
  }));
}
