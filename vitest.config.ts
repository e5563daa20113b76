import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = {
  '@': import.meta.dirname,
  // Outside Next.js nothing resolves this marker of server code; it has nothing to say in a test.
  'server-only': path.join(import.meta.dirname, 'e2e/fixtures/empty.ts'),
};

/** Tests of the server that put something else in a module's place. What others have loaded already would keep the module itself. */
const replacing = readdirSync('server', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && /^vi\.mock\(/mu.test(readFileSync(`server/${file}`, 'utf8')))
  .map((file) => `server/${file}`);

export default defineConfig({
  resolve: { alias },
  test: {
    // Its navigation asks for modules of Next.js as only a bundler finds them.
    server: { deps: { inline: ['next-intl'] } },
    // scripts/check-deep.mjs asks for more.
    provide: { seeds: Number(process.env.SEEDS ?? 50) },
    // One core less is the default: of two, one would rest.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        // Some start programs of ours, some run a model for a thousand seeds: a busy machine takes its time.
        test: {
          name: 'unit',
          include: ['{sim,quiz,content,lib,messages,components,python,scripts,service-worker}/**/*.test.ts'],
          testTimeout: 60_000,
          // Pure modules share what they have loaded; reading it anew for each file took as long as many of the tests.
          isolate: false,
          unstubGlobals: true,
        },
      },
      {
        extends: true,
        test: {
          name: 'components',
          environment: 'jsdom',
          include: ['{app,components}/**/*.test.tsx'],
          setupFiles: ['components/testing/setup.ts'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        // The server's tests run on the embedded database always; `scripts/test.mjs` runs them again with TEST_DATABASE_URL.
        test: {
          name: 'integration',
          include: ['server/**/*.test.ts'],
          // As above; what is stored stays apart, each file has a database of its own.
          isolate: false,
          // What survives a power cut is asked of the embedded database; a PostgreSQL server answers for itself.
          exclude: [...replacing, ...(process.env.TEST_DATABASE_URL ? ['server/durability.test.ts'] : [])],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: { name: 'integration-replacing', include: replacing, testTimeout: 30_000, hookTimeout: 60_000 },
      },
    ],
  },
});
