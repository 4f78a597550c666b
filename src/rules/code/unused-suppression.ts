export { UNUSED_SUPPRESSION as default } from '../../engine/suppress.ts';
