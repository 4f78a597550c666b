import assert from 'node:assert/strict';
import { Overlaps } from '../../src/engine/overlaps.ts';
import { randomFrom } from '../support/random.ts';

describe('overlaps of places', () => {
  it('are those that a look at every place finds', () => {
    const random = randomFrom(3);
    const below = (limit: number) => Math.floor(random() * limit);
    const range = () => {
      const start = below(200);
      return { start, end: start + below(40) };
    };
    let found = 0;
    for (let round = 0; round < 200; round++) {
      const items = Array.from({ length: below(30) }, (_, index) => ({ index, places: [range(), range()] }));
      const overlaps = new Overlaps(items, ({ places }) => places);
      const asked = range();
      const isFit = ({ index }: { readonly index: number }) => index % 2 === round % 2;
      const shares = items.filter(
        (item) => isFit(item) && item.places.some(({ start, end }) => start < asked.end && end > asked.start),
      );
      const answer = overlaps.find(asked, isFit);
      assert.equal(answer !== undefined, shares.length > 0);
      if (answer) assert.ok(shares.includes(answer));
      if (answer) found++;
    }
    assert.ok(found > 50);
  });
});
