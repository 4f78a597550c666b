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
