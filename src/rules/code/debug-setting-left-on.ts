import { replaceWith } from '../../engine/fix.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';

/** What asks whether the program runs where it is developed. */
const ASKS_WHERE = /NODE_ENV|isDev|isProd|DEBUG|development|production|import\.meta\.env\.(DEV|PROD|MODE)|__DEV__/;

export default defineRule({
  id: 'code/debug-setting-left-on',
  title: 'Help for developers that strangers get as well',
  severity: 'low',
  confidence: 'likely',
  cwe: [489, 215],
  owasp: ['A05:2021', 'A02:2025'],
  remedy: "Switch it on where you develop only: `process.env.NODE_ENV !== 'production'`.",
  checks: [
    check({
      patterns: {
        javascript: [
          'new "@apollo/server".ApolloServer($OPTIONS)',
          'new "apollo-server".ApolloServer($OPTIONS)',
          'new "apollo-server-express".ApolloServer($OPTIONS)',
          'new "apollo-server-koa".ApolloServer($OPTIONS)',
          'new "apollo-server-lambda".ApolloServer($OPTIONS)',
          'new "apollo-server-micro".ApolloServer($OPTIONS)',
          '"@nestjs/graphql".GraphQLModule.forRoot($OPTIONS)',
          'new "graphql-yoga".GraphQLServer($OPTIONS)',
        ],
      },
      problem: ({ OPTIONS, MATCH }): readonly Problem[] => [
        ...leftOn(
          MATCH,
          OPTIONS,
          'introspection',
          'everybody can list all types and operations, those of administrators as well.',
        ),
        ...leftOn(MATCH, OPTIONS, 'playground', 'everybody gets a console for trying operations against this server.'),
        ...leftOn(MATCH, OPTIONS, 'debug', 'errors are sent with their stack, file names and all.'),
        ...leftOn(
          MATCH,
          OPTIONS,
          'includeStacktraceInErrorResponses',
          'errors are sent with their stack, file names and all.',
        ),
      ],
    }),
    check({
      patterns: {
        javascript: [
          '"express-graphql".graphqlHTTP($OPTIONS)',
          '"express-graphql"($OPTIONS)',
          '"koa-graphql".graphqlHTTP($OPTIONS)',
          '$APP.register(mercurius, $OPTIONS)',
        ],
      },
      problem: ({ OPTIONS, MATCH }): readonly Problem[] => [
        ...leftOn(MATCH, OPTIONS, 'graphiql', 'everybody gets a console for trying operations against this server.'),
        ...leftOn(MATCH, OPTIONS, 'ide', 'everybody gets a console for trying operations against this server.'),
      ],
    }),
    check({
      patterns: { javascript: ['$APP.use(errorhandler(...))', '$APP.use(express.errorHandler(...))'] },
      where: ({ MATCH }) => !isAskedAround(MATCH),
      at: ({ MATCH }) => MATCH.argument(0).range,
      message: ({ MATCH }) =>
        `\`${MATCH.argument(0).callee.text}\` sends the stack of every error to whoever caused it.`,
    }),
    check({
      // A configuration of Next.js or Vite.
      members: { javascript: ['productionBrowserSourceMaps', 'sourcemap'] },
      problem: ({ MATCH }) => {
        const { key } = MATCH;
        const value = MATCH.field('value');
        if (value.value !== true) return undefined;
        if (key === 'sourcemap' && !isViteBuild(MATCH)) return undefined;
        return {
          at: MATCH.range,
          message: `\`${key}\` publishes the sources of the page, comments and names included, beside its scripts.`,
          confidence: 'possible',
        };
      },
    }),
  ],
});

function leftOn(call: Expression, options: Expression, name: string, message: string): readonly Problem[] {
  const value = options.property(name);
  if (!value.exists || value.value !== true || isAskedAround(call)) return [];
  const isHere = value.start >= call.start && value.end <= call.end;
  return [
    {
      at: isHere ? value.range : call.callee.range,
      message: `\`${name}\` is on wherever this runs: ${message}`,
      fixes:
        isHere && value.is('true')
          ? [replaceWith(value, "process.env.NODE_ENV !== 'production'", 'Leave it off in production', 'review')]
          : [],
    },
  ];
}

/** Within an `if` that asks where the program runs, or behind such a test. */
function isAskedAround(place: Expression): boolean {
  for (let at = place; at.exists && !at.is('program'); at = at.parent) {
    const condition = at.is('if_statement', 'ternary_expression')
      ? at.field('condition')
      : at.is('binary_expression')
        ? at.field('left')
        : undefined;
    if (condition && ASKS_WHERE.test(condition.text)) return true;
    // The older way of express: `app.configure('development', () => ...)`.
    if (
      at.is('call_expression') &&
      at.callee.lastName === 'configure' &&
      /development|test/.test(at.argument(0).constant ?? '')
    )
      return true;
  }
  return false;
}

/** `build: { sourcemap: true }` of a configuration of Vite for an application, not for a library. */
const isViteBuild = (pair: Expression): boolean => {
  const { text } = pair.names.tree;
  return (
    pair.parent.parent.key === 'build' &&
    /from ['"]vite['"]/.test(text) &&
    !/\blib\s*:|\bssr\b|rollupOptions/.test(text)
  );
};
