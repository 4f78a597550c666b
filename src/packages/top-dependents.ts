// Apart, so that a bundler keeps this list alone of what the package exports: the others weigh seven times as much.
export { npmTopDependents as topDependents } from 'npm-high-impact';
