import type { Level } from '../engine/finding.ts';

export type Style = (text: string) => string;

/** How a report is coloured, given by whoever knows where it goes. */
export type Colours = {
  readonly bold: Style;
  readonly dim: Style;
  readonly red: Style;
  readonly yellow: Style;
  readonly blue: Style;
  readonly cyan: Style;
  readonly green: Style;
};

const LEVEL_STYLE: Record<Level, 'red' | 'yellow' | 'blue'> = { error: 'red', warning: 'yellow', information: 'blue' };

export const styleOf = (level: Level, colours: Colours): Style => colours[LEVEL_STYLE[level]];
