/**
 * Packages that their makers serve from a registry of their own, to everybody (JSR, Buf) or to those who pay: the public registry answers as if they did not exist, and the
 * .npmrc that maps them is often the user's or the pipeline's, not the project's. From the installation guides of each.
 */
const NAMES =
  /^@(?:jsr|buf|tiptap-pro|bryntum|sencha|ionic-enterprise|mobiscroll|infragistics|awesome\.me|gsap-club|ckeditor-premium)\/|^@fortawesome\/(?:pro|sharp|duotone|slab|jelly|thumbprint|whiteboard|notdog|etch|chisel|utility|kit)-/;

/** Whether a package is known to come from a registry of its maker. */
export const isServedElsewhere = (name: string): boolean => NAMES.test(name);
