import type { WriteStream } from 'node:tty';
import pc from 'picocolors';
import type { Colours } from '../report/colours.ts';

/** Colours on a terminal, none elsewhere and none where NO_COLOR is set (https://no-color.org). */
export function toolColours(stream: NodeJS.WriteStream | WriteStream): Colours {
  const isWanted = Boolean(stream.isTTY) && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  return pc.createColors(isWanted);
}

export const NO_COLOURS: Colours = pc.createColors(false);
