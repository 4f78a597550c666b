import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Parser, type Tree } from 'web-tree-sitter';
import type { LanguageId } from '../../src/engine/engine.ts';
import type { FlatTree } from '../../src/engine/syntax/flat-tree.ts';
import { flatten } from '../../src/engine/syntax/flatten.ts';
import { loadGrammar } from '../../src/engine/syntax/grammar.ts';
import { nameOfField, nameOfKind } from '../../src/engine/syntax/kinds.ts';
import { ROOT, readGrammar } from '../support/engine.ts';
import { REAL_FILES, readRealFile } from '../support/real-files.ts';

/** The part of a cursor that native tree-sitter and web-tree-sitter share. */
type Cursor = {
  readonly nodeType: string;
  readonly nodeIsNamed: boolean;
  readonly nodeIsMissing: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly currentFieldName: string | null;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
};

/** Error recovery is not the same in all versions of tree-sitter, so these are compared with our own version only. */
const BROKEN = [
  'const a = ;\nfoo(\nif (x { y }\nclass { }',
  'function f( { return 1 }\n"unclosed\nconst b = `open ${',
  '<<<<<<< HEAD\nconst a = 1;\n=======\nconst a = 2;\n>>>>>>> theirs\n',
];

const CORNERS = ['  \n\n  // only a comment\n', '', '😀 é \u2028 const 変数 = "日本語";\r\nfoo(変数)\r\n'];

describe('the flat tree', () => {
  it("says what the parser's own cursor says", async () => {
    const grammars = await loadGrammars();
    const parser = new Parser();
    let nodes = 0;
    for (const { text, language } of [...healthySamples(), ...inEveryLanguage(BROKEN)]) {
      const grammar = grammars[language];
      parser.setLanguage(grammar.language);
      const tree = parser.parse(text) as Tree;
      const flat = flatten(tree, text, grammar);
      assert.deepEqual(linesOf(flat), linesOfCursor(tree.walk() as unknown as Cursor));
      nodes += flat.count;
      tree.delete();
    }
    assert.ok(nodes > 5000, 'real files were read');
  });

  it('says what the native parser says', async function () {
    const native = loadNative();
    if (!native) {
      console.log(
        '      skipped: the optional dependency `tree-sitter` is not installed, or was not compiled (no C++ compiler?).',
      );
      if (process.env.ASSAY_REQUIRE_NATIVE === '1') assert.fail('native tree-sitter is required here');
      return this.skip();
    }
    const grammars = await loadGrammars();
    const parser = new Parser();
    for (const { text, language } of healthySamples()) {
      const grammar = grammars[language];
      parser.setLanguage(grammar.language);
      const tree = parser.parse(text) as Tree;
      assert.deepEqual(linesOf(flatten(tree, text, grammar)), native(text, language));
      tree.delete();
    }
  });
});

async function loadGrammars() {
  const [javascript, typescript, tsx] = await Promise.all(
    (['javascript', 'typescript', 'tsx'] as const).map((id) => loadGrammar(id, readGrammar)),
  );
  assert.ok(javascript && typescript && tsx);
  return { javascript, typescript, tsx };
}

type Sample = { readonly text: string; readonly language: LanguageId };

const healthySamples = (): Sample[] => [
  ...REAL_FILES.map(({ path, language }) => ({ text: readRealFile(path), language })),
  ...inEveryLanguage(CORNERS),
];

const inEveryLanguage = (texts: readonly string[]): Sample[] =>
  texts.flatMap((text) => (['javascript', 'typescript', 'tsx'] as const).map((language) => ({ text, language })));

function linesOf(flat: FlatTree): string[] {
  return Array.from({ length: flat.count }, (_, node) => {
    const kind = nameOfKind(flat.kind[node] ?? 0).replace(/^"/, '');
    return `${kind} ${nameOfField(flat.field[node] ?? 0)} ${flat.start[node]} ${flat.end[node]}`;
  });
}

/** Named nodes, missing ones and those in a field, without comments: what a flat tree holds. */
function linesOfCursor(cursor: Cursor): string[] {
  const lines: string[] = [];
  const visit = () => {
    const { nodeType, nodeIsNamed, currentFieldName, nodeIsMissing, startIndex, endIndex } = cursor;
    if (nodeType === 'comment' || nodeType === 'html_comment') return;
    if (nodeIsNamed || currentFieldName || nodeIsMissing)
      lines.push(`${nodeType} ${currentFieldName ?? ''} ${startIndex} ${endIndex}`);
    if (!cursor.gotoFirstChild()) return;
    do visit();
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  };
  visit();
  return lines;
}

/** The native parser, as a function from text to lines; undefined where it is not installed. */
function loadNative(): ((text: string, language: LanguageId) => string[]) | undefined {
  const require = createRequire(join(ROOT, 'package.json'));
  try {
    const NativeParser = require('tree-sitter');
    const typescript = require('tree-sitter-typescript');
    const languages = {
      javascript: require('tree-sitter-javascript'),
      typescript: typescript.typescript,
      tsx: typescript.tsx,
    };
    const parser = new NativeParser();
    return (text, language) => {
      parser.setLanguage(languages[language]);
      // Given as one string it refuses texts over 32 KB.
      const tree = parser.parse((index: number) => text.slice(index, index + 4096));
      return linesOfCursor(tree.walk());
    };
  } catch {
    return undefined;
  }
}
