import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** How many seeds a test tries that tries many: few in `npm test`, many in `npm run check:deep`. */
    seeds: number;
  }
}
