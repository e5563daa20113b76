export type { Settlement } from './types';
