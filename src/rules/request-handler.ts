import type { Expression } from '../engine/names/expression.ts';
import { codeText, fileSays } from './code-text.ts';
import { onceForFile } from './once.ts';

/** A function that answers somebody outside. */
export type RequestHandler = {
  readonly fn: Expression;
  /** What stands before it and may keep somebody out: middleware, decorators, the procedure it is built on. */
  readonly before: string;
  /** The address or name it answers to; empty where the file does not say. */
  readonly path: string;
};

const MAX_DEPTH = 8;
const VERBS = /^(get|post|put|patch|delete|all)$/;
const ROUTES = /@(Get|Post|Put|Patch|Delete|All|Query|Mutation|MessagePattern|SubscribeMessage)\(/;
const EXPORTED = /^(GET|POST|PUT|PATCH|DELETE|handler|default|loader|action|middleware)$/;
const REQUEST = /^\(?\s*_?(req|request|ctx|context|event|c)\b/;
const USE_SERVER = /['"]use server['"]/;

/** The function around a place that is handed requests: of a route, a controller, a resolver, a procedure, an action. */
export function requestHandlerAround(place: Expression): RequestHandler | undefined {
  let fn = place.enclosingFunction;
  for (let depth = 0; fn.exists && depth < MAX_DEPTH; depth++, fn = fn.enclosingFunction) {
    const handler = handlerOf(fn);
    if (handler) return handler;
  }
  return undefined;
}

function handlerOf(fn: Expression): RequestHandler | undefined {
  const { parent } = fn;
  if (parent.is('arguments')) return ofCall(fn, parent.parent);
  if (fn.is('method_definition')) return ofMethod(fn);
  if (parent.is('pair')) return ofResolver(fn, parent);
  const name = exportedName(fn);
  if (name === undefined) return undefined;
  const takesRequest = REQUEST.test(parametersOf(fn));
  const isAction = fileSays(fn.names, USE_SERVER);
  return takesRequest || isAction || EXPORTED.test(name) ? { fn, before: '', path: name } : undefined;
}

/** `router.get('/orders/:id', requireUser, async (req, res) => ...)`, `protectedProcedure.input(...).query(({ input }) => ...)`. */
function ofCall(fn: Expression, call: Expression): RequestHandler | undefined {
  const { callee } = call;
  const name = callee.lastName;
  const others = call.arguments.filter(({ node }) => node !== fn.node);
  if (/^(define\w*EventHandler|eventHandler|onCall|onRequest)$/.test(name)) return { fn, before: '', path: '' };
  if (/^(query|mutation)$/.test(name))
    return /\binput\b|\bctx\b/.test(parametersOf(fn)) ? { fn, before: callee.object.text, path: '' } : undefined;
  const path = call.argument(0).constant;
  if (VERBS.test(name) && path !== undefined && others.length > 0)
    return { fn, before: others.slice(1).map(codeText).join('\n'), path };
  // One that wraps it: `router.get('/', asyncHandler(async (req, res) => ...))`, `export default withAuth(handler)`.
  if (!REQUEST.test(parametersOf(fn))) return undefined;
  const above = call.parent;
  const wrapped = above.is('arguments') ? ofCall(call, above.parent) : undefined;
  if (wrapped) return { ...wrapped, fn, before: `${wrapped.before}\n${callee.text}` };
  const exported = exportedName(call);
  return exported === undefined ? undefined : { fn, before: callee.text, path: exported };
}

/** A method of a controller of NestJS and its like, or of a map of resolvers. */
function ofMethod(method: Expression): RequestHandler | undefined {
  const { parent } = method;
  if (parent.is('object')) return ofResolver(method, method);
  const decorators: string[] = [];
  const members = parent.children;
  for (let at = members.findIndex(({ node }) => node === method.node) - 1; at >= 0; at--) {
    const member = members[at];
    if (!member?.is('decorator')) break;
    decorators.push(member.text);
  }
  const own = decorators.join('\n');
  const route = ROUTES.exec(own);
  if (!route) {
    const first = parametersOf(method);
    return REQUEST.test(first) && /\b(res|reply|response|next)\b/.test(first)
      ? { fn: method, before: '', path: method.field('name').text }
      : undefined;
  }
  const owner = parent.parent;
  const head = owner.text.slice(0, parent.start - owner.start);
  const above = owner.parent.is('export_statement') ? owner.parent.text.slice(0, owner.start - owner.parent.start) : '';
  const path = /\(\s*['"`]([^'"`]*)/.exec(own.slice(route.index))?.[1] ?? '';
  return { fn: method, before: `${own}\n${above}\n${head}`, path };
}

/** A member of `Query` or `Mutation`. */
function ofResolver(fn: Expression, member: Expression): RequestHandler | undefined {
  const map = member.parent;
  const holder = map.parent;
  const name = holder.is('pair')
    ? holder.key
    : holder.is('variable_declarator')
      ? holder.field('name').text
      : undefined;
  return /^(Query|Mutation)$/.test(name ?? '') ? { fn, before: '', path: member.key ?? '' } : undefined;
}

/** The name under which a function, or what wraps it, leaves its file. */
function exportedName(fn: Expression): string | undefined {
  const { parent } = fn;
  if (parent.is('export_statement')) {
    const name = fn.field('name').text;
    return /^export\s+default\b/.test(parent.text.slice(0, 20)) ? 'default' : name;
  }
  if (parent.is('assignment_expression')) {
    const left = parent.field('left');
    return /^(module\.)?exports\b/.test(left.text) ? left.lastName : undefined;
  }
  if (fn.is('function_declaration') && parent.is('program')) {
    const name = fn.field('name').text;
    return fileSays(fn.names, EXPORTS) && isExportedLater(fn, name) ? name : undefined;
  }
  if (!parent.is('variable_declarator')) return undefined;
  const name = parent.field('name').text;
  const declaration = parent.parent.parent;
  if (declaration.is('export_statement')) return name;
  return declaration.is('program') && fileSays(fn.names, EXPORTS) && isExportedLater(fn, name) ? name : undefined;
}

const EXPORTS = /\bmodule\.exports\s*=|\bexport\s*(\{|default\b)/;

/** `module.exports = { show, remove }`, `export { show }`, `export default handler`. */
const isExportedLater = ({ names }: Expression, name: string): boolean => exportedLater(names).has(name);

const LONGEST_LIST = 4000;

const exportedLater = onceForFile((whole): ReadonlySet<string> => {
  const exported = new Set<string>();
  for (const statement of whole.children) {
    const isList = statement.is('export_statement')
      ? /^export\s*(\{|default\s+[\w$]+\s*;?$)/
      : statement.is('expression_statement')
        ? /^module\.exports\s*=/
        : undefined;
    const text = isList && statement.end - statement.start < LONGEST_LIST ? statement.text : '';
    if (isList?.test(text)) for (const name of text.match(/[\w$]+/g) ?? []) exported.add(name);
  }
  return exported;
});

export const parametersOf = (fn: Expression): string => {
  const list = fn.field('parameters');
  return list.exists ? list.text : fn.field('parameter').text;
};
