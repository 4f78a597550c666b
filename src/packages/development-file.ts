const DEVELOPMENT =
  /(?:^|\/)(?:tests?|specs?|__tests__|__mocks__|e2e|cypress|fixtures|benchmarks?|bench|scripts|stories|\.storybook)\/|[.-](?:test|spec|stories|bench|config)\.[cm]?[jt]sx?$|\.d\.[cm]?ts$|(?:^|\/)(?:gulpfile|gruntfile)\.[cm]?[jt]s$/i;

/** Whether a file serves the making of a program and not the program: tests, configuration, scripts. */
export const isDevelopmentFile = (path: string): boolean => DEVELOPMENT.test(path);
