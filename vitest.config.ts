import path from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = {
  '@': import.meta.dirname,
  // Outside Next.js nothing resolves this marker of server code; it has nothing to say in a test.
  'server-only': path.join(import.meta.dirname, 'e2e/fixtures/empty.ts'),
};

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        extends: true,
        // Some start programs of ours, some run a model for a thousand seeds: a busy machine takes its time.
        test: {
          name: 'unit',
          include: ['{sim,quiz,content,lib,messages,components,scripts}/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        // The server's tests run on the embedded database always; `scripts/test.mjs` runs them again with TEST_DATABASE_URL.
        test: { name: 'integration', include: ['server/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
      },
    ],
  },
});
