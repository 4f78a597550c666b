/** What compilers write around `require`. */
export const IMPORT_HELPERS: ReadonlySet<string> = new Set([
  '__importDefault',
  '__importStar',
  '_interopRequireDefault',
  '_interopRequireWildcard',
  '__toESM',
]);

/** Functions that give back, in another dress, the function they are given. */
export const FUNCTION_WRAPPERS: ReadonlySet<string> = new Set([
  'util.promisify',
  'util.callbackify',
  'bluebird.promisify',
]);
