// Names are words with single blanks between them.
const NAME = /^([a-zA-Z]+\s?)+$/;

export const isName = (text) => NAME.test(text);
