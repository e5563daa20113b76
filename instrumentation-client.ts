/**
 * Runs before anything else in the browser. zod would try to make code from text, which the Content-Security-Policy forbids and
 * reports; it reads this when it loads and checks without.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
