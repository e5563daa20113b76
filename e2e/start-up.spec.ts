import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { freePort } from '../scripts/free-port.mjs';
import { failedStart } from './fixtures/app-server';

/** What a failed start must be: one line that says what is wrong and the way out, and a non-zero exit code. */
function expectOneLine({ code, stderr }: { code: number | null; stderr: string }, text: RegExp): void {
  expect(stderr.trim()).toMatch(text);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(code).toBe(1);
}

test.describe('a start that cannot succeed says why in one line', () => {
  let folder: string;
  test.beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'interleave-start-'));
  });
  test.afterEach(() => rm(folder, { recursive: true }));

  test('when the port is taken', async () => {
    const port = await freePort();
    const other = createServer().listen(port);
    try {
      expectOneLine(await failedStart({ PORT: String(port), DATA_DIR: folder }), /port \d+ is taken: .*PORT=/);
    } finally {
      other.close();
    }
  });

  test('when PORT is no port', async () => {
    expectOneLine(await failedStart({ PORT: 'http', DATA_DIR: folder }), /PORT=http is no number from 1 to 65535/);
  });

  test('when another process uses the data folder', async () => {
    const taken = process.env.DATA_DIR ?? '';
    const start = await failedStart({ PORT: String(await freePort()), DATA_DIR: taken });
    expectOneLine(start, /data folder .* is in use by process \d+: .*DATA_DIR/);
  });

  test('when the database cannot be reached', async () => {
    const closed = await freePort();
    const settings = {
      PORT: String(await freePort()),
      DATABASE_URL: `postgresql://nobody@127.0.0.1:${closed}/none`,
      NEXTAUTH_SECRET: 'only for this test',
    };
    expectOneLine(await failedStart(settings), /DATABASE_URL: cannot reach the database .*unset DATABASE_URL/);
  });

  test('when a database of one’s own comes without a secret', async () => {
    const settings = { PORT: String(await freePort()), DATABASE_URL: 'postgresql://nobody@127.0.0.1/none' };
    expectOneLine(await failedStart(settings), /NEXTAUTH_SECRET is not set: .*openssl rand/);
  });

  test('when Node is too old', async () => {
    const old = path.join(import.meta.dirname, 'fixtures', 'old-node.mjs');
    expectOneLine(await failedStart({}, ['--import', old]), /Node 18\.20\.0 is too old: .* 20\.19/);
  });
});

test('the secret that signs sessions is readable by its owner alone', async () => {
  const { mode } = await stat(path.join(process.env.DATA_DIR ?? '', 'session-secret'));
  expect(mode & 0o777).toBe(0o600);
});
