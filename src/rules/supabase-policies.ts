import type { Problem } from '../engine/rule.ts';
import { type SqlStatement, sqlStatements } from './sql-statements.ts';

const NAME = String.raw`((?:"[^"]{1,80}"|[\w$]{1,80})(?:\.(?:"[^"]{1,80}"|[\w$]{1,80}))?)`;
const CREATE = new RegExp(String.raw`^\s*create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?${NAME}\s*\(`);
const ALTER = new RegExp(
  String.raw`^\s*alter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?${NAME}\s+(enable|force|disable)\s+row\s+level\s+security`,
);
const DROP = new RegExp(String.raw`^\s*drop\s+table\s+(?:if\s+exists\s+)?${NAME}`);
const POLICY = new RegExp(String.raw`^\s*create\s+policy\s+(?:"[^"]{1,200}"|[\w$]{1,80})\s+on\s+${NAME}([\s\S]*)$`);
/** Longer ones are made by machines, or to tire us. In characters. */
const LONGEST_POLICY = 2000;
const ALWAYS = /\b(using|with\s+check)\s*\(\s*\(?\s*(?:true|1\s*=\s*1)\s*\)?\s*\)/;
/** What only Supabase's databases have: there every table of `public` is an address of its own. */
const SUPABASE =
  /\bauth\s*\.\s*(uid|users|role|jwt)\b|\bservice_role\b|\bto\s+(anon|authenticated)\b|\bstorage\s*\.\s*(objects|buckets)\b|supabase/i;

type Table = { readonly name: string; readonly written: string; readonly statement: SqlStatement; readonly at: number };

/** Tables that everyone may read and write, and rules that let everyone write, in a script of a Supabase data base. */
export function openTables(script: string, path: string): readonly Problem[] {
  if (!/(^|\/)supabase\//.test(path) && !SUPABASE.test(script)) return [];
  const tables: Table[] = [];
  const guarded = new Set<string>();
  const problems: Problem[] = [];
  for (const statement of sqlStatements(script)) {
    const created = CREATE.exec(statement.text);
    if (created) tables.push(tableIn(statement, created, script));
    const altered = ALTER.exec(statement.text);
    if (altered && altered[2] !== 'disable') guarded.add(plain(altered[1] ?? ''));
    if (altered && altered[2] === 'disable') problems.push(switchedOff(statement, altered, script));
    const dropped = DROP.exec(statement.text);
    if (dropped) guarded.add(plain(dropped[1] ?? ''));
    const policy = POLICY.exec(statement.text);
    const problem = policy && openPolicy(statement, policy, script);
    if (problem) problems.push(problem);
  }
  // Switched on in a loop over all tables: no statement names them.
  if (/execute[\s\S]{0,80}row\s+level\s+security/i.test(script)) return problems;
  const isMigration = /(^|\/)migrations\//.test(path);
  for (const table of tables)
    if (isPublic(table.name) && !guarded.has(table.name))
      problems.push(unguarded(table, guarded.size === 0 && isMigration ? 'possible' : 'likely'));
  return problems;
}

function tableIn(statement: SqlStatement, match: RegExpExecArray, script: string): Table {
  const at = statement.start + match[0].lastIndexOf(match[1] ?? '');
  const written = script.slice(at, at + (match[1]?.length ?? 0));
  return { name: plain(match[1] ?? ''), written, statement, at };
}

function unguarded({ written, statement, at }: Table, confidence: 'likely' | 'possible'): Problem {
  return {
    at: { start: at, end: at + written.length },
    message: `\`${written}\` has no row level security: whoever has the public key, which every page carries, reads and writes all of it.`,
    confidence,
    fixes: [
      {
        title: 'Switch on row level security',
        safety: 'review',
        edits: [
          {
            start: statement.end,
            end: statement.end,
            text: `;\n\nalter table ${written} enable row level security`,
          },
        ],
      },
    ],
  };
}

function switchedOff(statement: SqlStatement, match: RegExpExecArray, script: string): Problem {
  const { at, written } = tableIn(statement, match, script);
  return {
    at: { start: at, end: at + written.length },
    message: `Without row level security whoever has the public key, which every page carries, reads and writes all of \`${written}\`.`,
  };
}

/** A policy that lets everyone change what is there; to read, or to add a row, may be meant for everyone. */
function openPolicy(statement: SqlStatement, match: RegExpExecArray, script: string): Problem | undefined {
  const rest = match[2] ?? '';
  const clauses = rest.slice(0, LONGEST_POLICY);
  const open = ALWAYS.exec(clauses);
  const command = /^[\s\S]{0,60}?\bfor\s+(all|select|insert|update|delete)\b/.exec(clauses)?.[1] ?? 'all';
  const roles = /\bto\s+([\w\s,"]{1,120}?)(?=\s+using\b|\s+with\b|\s*$)/.exec(clauses)?.[1] ?? 'public';
  if (!open || command === 'select' || /\bas\s+restrictive\b/.test(clauses)) return undefined;
  if (!/\b(public|anon|authenticated)\b/.test(roles)) return undefined;
  // `using (something) with check (true)`: which rows is asked, what they become is not.
  const isHalf = /^with/.test(open[1] ?? '') && /\busing\s*\(/.test(clauses);
  const start = statement.start + match[0].length - rest.length + open.index;
  const { written } = tableIn(statement, match, script);
  const who = /\b(public|anon)\b/.test(roles) ? 'everyone' : 'everyone who is signed in';
  const what = { insert: 'add rows to', update: 'change every row of', delete: 'delete every row of' }[command];
  return {
    at: { start, end: start + open[0].length },
    message: `This lets ${who} ${what ?? 'read, change and delete every row of'} \`${written}\`.`,
    confidence: command === 'insert' || isHalf ? 'possible' : 'likely',
  };
}

const plain = (name: string): string => name.replaceAll('"', '').replace(/^public\./, '');

/** Other schemas are not served. */
const isPublic = (name: string): boolean => !name.includes('.');
