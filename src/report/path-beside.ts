/** The path, as it is shown, of a file that is named from the place of another: `src/a.ts` and `../package.json` give `package.json`. */
export function pathBeside(path: string, relative: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    const last = parts.at(-1);
    if (part !== '..') parts.push(part);
    else if (last === undefined || last === '..') parts.push('..');
    else parts.pop();
  }
  return parts.join('/');
}
