import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { Document, Engine } from '../engine/engine.ts';
import { fileKindOf, type LanguageId, type TextKind } from '../engine/engine.ts';
import type { Finding } from '../engine/finding.ts';
import { Lines } from '../engine/lines.ts';
import type { PackageReference } from '../packages/reference.ts';

/** What was told of a document: hover, code actions and pages read this, nothing scans again for them. */
export type Told = {
  /** Grows with everything that was told; the result id of pull diagnostics. */
  readonly id: number;
  /** Of the text that it is about: its places and repairs hold for that. */
  readonly version: number;
  /** Something beside the text has changed since, so that it must be looked at again. */
  readonly isStale: boolean;
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
};

type Kind = LanguageId | TextKind;

/** How a text is read by the language that the editor says it is in, whatever its file is called. */
const CODE_IDS: Readonly<Record<string, Kind>> = {
  javascript: 'javascript',
  javascriptreact: 'javascript',
  typescript: 'typescript',
  typescriptreact: 'tsx',
};

/** The same where the name of the file says nothing. */
const TEXT_IDS: Readonly<Record<string, Kind>> = {
  json: 'json',
  jsonc: 'json',
  yaml: 'yaml',
  toml: 'toml',
  dotenv: 'env',
  properties: 'ini',
  ini: 'ini',
  markdown: 'markdown',
  instructions: 'markdown',
  prompt: 'markdown',
  chatagent: 'markdown',
  chatmode: 'markdown',
  html: 'html',
  vue: 'html',
  svelte: 'html',
  xml: 'html',
  shellscript: 'shell',
  powershell: 'shell',
  dockerfile: 'dockerfile',
  python: 'python',
  plaintext: 'prose',
};

const idOf = (ids: Readonly<Record<string, Kind>>, language: string): Kind | undefined =>
  Object.hasOwn(ids, language) ? ids[language] : undefined;

const MANY_CHANGES = 100;

export type Sort = 'text' | 'policy' | 'other';

/** A text that is open in the editor. */
export class OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  version: number;
  told: Told | undefined;
  /** An answer in the making, for questions about the same state. */
  underWay: { readonly key: string; readonly told: Promise<Told> } | undefined;
  /** Grows when something beside the text changes what is to be told. */
  generation = 0;
  /** What is known of the packages that a version of the text mentions. */
  packages: { readonly version: number; readonly findings: readonly Finding[] } | undefined;
  /** Where a version of the text names packages. */
  references: { readonly version: number; readonly all: readonly PackageReference[] } | undefined;
  /** The text last saved or opened, for `run: onSave`. */
  isSaved = true;
  #text: string;
  #lines: Lines | undefined;
  #content: Document | undefined;

  constructor(uri: string, languageId: string, version: number, text: string) {
    this.uri = uri;
    this.languageId = languageId;
    this.version = version;
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  get lines(): Lines {
    this.#lines ??= new Lines(this.#text);
    return this.#lines;
  }

  get sort(): Sort {
    const name = this.uri.slice(this.uri.lastIndexOf('/') + 1);
    if (name === 'assay.json' || name === 'assay.jsonc') return 'policy';
    return this.kind ? 'text' : 'other';
  }

  /** How the text is read; undefined where Assay does not look at it. */
  get kind(): Kind | undefined {
    return idOf(CODE_IDS, this.languageId) ?? fileKindOf(this.uri) ?? idOf(TEXT_IDS, this.languageId);
  }

  /** The engine's view of the text, made when first asked for. */
  content(engine: Engine): Document {
    this.#content ??= engine.open(this.#text, this.kind ?? 'prose', pathIn(this.uri));
    return this.#content;
  }

  change(version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    this.version = version;
    this.isSaved = false;
    // As many as a formatter makes are quicker parsed afresh.
    if (changes.length > MANY_CHANGES) this.delete();
    for (const change of changes) {
      if (!('range' in change)) {
        this.#replaceAll(change.text);
        continue;
      }
      const { lines } = this;
      const start = lines.offsetAt(change.range.start);
      const end = Math.max(start, lines.offsetAt(change.range.end));
      this.#text = this.#text.slice(0, start) + change.text + this.#text.slice(end);
      this.#lines = lines.edited({ start, end, text: change.text }, this.#text);
      this.#content?.edit({ start, end, text: change.text });
    }
  }

  /** Something beside the text has changed: what was told must be looked at again. */
  outdate(): void {
    this.generation++;
    if (this.told) this.told = { ...this.told, isStale: true };
  }

  /** Frees the parser's memory. */
  delete(): void {
    this.#content?.delete();
    this.#content = undefined;
  }

  #replaceAll(text: string): void {
    this.#text = text;
    this.#lines = undefined;
    this.delete();
  }
}

/** The path that a URI names, percent-encoding undone where it can be. */
function pathIn(uri: string): string {
  const path = uri.replace(/^[\w+.-]+:(?:\/\/[^/]*)?/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
