import 'react-dom/client';

/**
 * Runs before anything else in the browser. zod would try to make code from text, which the Content-Security-Policy forbids and
 * reports; it reads this when it loads and checks without.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

/**
 * Scripts that Next.js runs, each in a task of its own, before it takes the page over. One without a text makes two tasks of what would
 * be a single long one on a phone: React, imported above, is set up in the first.
 */
Object.assign(globalThis, { __next_s: [['', { children: '' }]] });
