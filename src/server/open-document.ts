import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { Document, Engine } from '../engine/engine.ts';
import { type LanguageId, languageOf } from '../engine/engine.ts';
import type { Finding } from '../engine/finding.ts';
import { Lines } from '../engine/lines.ts';
import type { PackageReference } from '../packages/reference.ts';

/** What was told of a document: hover, code actions and pages read this, nothing scans again for them. */
export type Told = {
  /** Grows with everything that was told; the result id of pull diagnostics. */
  readonly id: number;
  readonly version: number;
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
};

const LANGUAGE_IDS: Readonly<Record<string, LanguageId>> = {
  javascript: 'javascript',
  javascriptreact: 'javascript',
  typescript: 'typescript',
  typescriptreact: 'tsx',
};

/** The version of what was told before something beside the text changed. */
export const STALE = -1;

const MANY_CHANGES = 100;

export type Sort = 'code' | 'manifest' | 'policy' | 'other';

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
  #code: Document | undefined;

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
    if (name === 'package.json') return 'manifest';
    if (name === 'assay.json' || name === 'assay.jsonc') return 'policy';
    return this.language ? 'code' : 'other';
  }

  get language(): LanguageId | undefined {
    return Object.hasOwn(LANGUAGE_IDS, this.languageId) ? LANGUAGE_IDS[this.languageId] : languageOf(this.uri);
  }

  /** The engine's view of the text, made when first asked for. */
  code(engine: Engine): Document {
    this.#code ??= engine.open(this.#text, this.language ?? 'javascript');
    return this.#code;
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
      this.#code?.edit({ start, end, text: change.text });
    }
  }

  /** Something beside the text has changed: what was told must be looked at again. */
  outdate(): void {
    this.generation++;
    if (this.told) this.told = { ...this.told, version: STALE };
  }

  /** Frees the parser's memory. */
  delete(): void {
    this.#code?.delete();
    this.#code = undefined;
  }

  #replaceAll(text: string): void {
    this.#text = text;
    this.#lines = undefined;
    this.delete();
  }
}
