export { EXPIRED_SUPPRESSION as default } from '../../engine/suppress.ts';
