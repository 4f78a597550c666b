import assert from 'node:assert/strict';
import { Said } from '../../src/engine/text/said.ts';
import { randomFrom } from '../support/random.ts';

const EXPRESSIONS = [/\bneedle\b/, /NEEDLE/i, /^\s*use/, /open[^)]{0,40}close/, /needle(?!s)/g, /never-there/, /z$/m];
const PIECES = ['needle', 'NEEDLES', 'use', 'open', 'close', ')', '\n', ' ', 'x', 'z', '-there', 'never'];

describe('what a text says', () => {
  it('is known across any number of blanks', () => {
    const before = `strict:${'\n'.repeat(1500)}trux${' '.repeat(3000)}`;
    const said = new Said(before);
    assert.equal(said.says(/strict:\s*true/), false);
    const at = before.indexOf('x');
    said.edit({ start: at, end: at + 1, text: 'e' }, before.replace('trux', 'true'));
    assert.equal(said.says(/strict:\s*true/), true);
  });

  it('is looked for around an edit at the very beginning, and at the very end', () => {
    const said = new Said("x\n'use client';\nneedle");
    assert.equal(said.says(/^\s*'use client'/), false);
    said.edit({ start: 0, end: 1, text: '' }, "\n'use client';\nneedle");
    assert.equal(said.says(/^\s*'use client'/), true);
    assert.equal(said.says(/needle$/), true);
    said.edit({ start: 21, end: 21, text: 's' }, "\n'use client';\nneedles");
    assert.equal(said.says(/needle\s*$/), false);
  });

  it('is after any edits what it is of the text as it then is', () => {
    const random = randomFrom(5);
    let text = `${'x'.repeat(70)}\n`.repeat(60);
    const said = new Said(text);
    for (let edit = 0; edit < 4_000; edit++) {
      const start = Math.floor(random() * (text.length + 1));
      const end = Math.min(text.length, start + Math.floor(random() * (random() < 0.02 ? 3000 : 8)));
      const piece = random() < 0.5 ? (PIECES[Math.floor(random() * PIECES.length)] ?? '') : '';
      text = text.slice(0, start) + piece + text.slice(end);
      if (text.length < 2_000) {
        said.edit(
          { start, end, text: `${piece}${'y'.repeat(2_000)}` },
          text.slice(0, start + piece.length) + 'y'.repeat(2_000) + text.slice(start + piece.length),
        );
        text = text.slice(0, start + piece.length) + 'y'.repeat(2_000) + text.slice(start + piece.length);
      } else said.edit({ start, end, text: piece }, text);
      // Not after each edit, so that several come together.
      if (random() < 0.5) continue;
      for (const expression of EXPRESSIONS)
        assert.equal(
          said.says(expression),
          new RegExp(expression.source, expression.flags.replace('g', '')).test(text),
          `${expression} after ${edit} edits`,
        );
    }
  });
});
