import type { Range } from './finding.ts';

type Place<Item> = Range & { readonly item: Item; readonly furthest: number };

/** Things by their places in a text; those that overlap a range are found without a look at all. */
export class Overlaps<Item> {
  /** By start; `furthest` is the end of the furthest up to here: where that lies before a range, nothing further back reaches it. */
  readonly #places: readonly Place<Item>[];

  constructor(items: readonly Item[], placesOf: (item: Item) => readonly Range[]) {
    let furthest = 0;
    this.#places = items
      .flatMap((item) => placesOf(item).map(({ start, end }) => ({ start, end, item })))
      .sort((a, b) => a.start - b.start)
      .map((place) => {
        furthest = Math.max(furthest, place.end);
        return { ...place, furthest };
      });
  }

  /** The last of those that share a character with a range and are fit, or undefined. */
  find({ start, end }: Range, isFit: (item: Item) => boolean): Item | undefined {
    for (let at = this.#countBefore(end) - 1; at >= 0; at--) {
      const place = this.#places[at] as Place<Item>; // the loop's condition
      if (place.furthest <= start) return undefined;
      if (place.end > start && isFit(place.item)) return place.item;
    }
    return undefined;
  }

  #countBefore(end: number): number {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle]?.start ?? end) < end) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
