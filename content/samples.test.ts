import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { startRabbitmqServer } from '@/scripts/conformance/rabbitmq-server';
import { startRedisServer } from '@/scripts/conformance/redis-server';
import { type Need, needsOf, shownPart } from './samples';

const run = promisify(execFile);

/** Debian's own: what its packages bring is not found by any other. */
const PYTHON = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

const samples = readdirSync('content', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\/samples\/\w+\.py$/u.test(file))
  .sort();
const sourceOf = (file: string) => readFileSync(path.join('content', file), 'utf8');

const can = (command: string, ...words: string[]) =>
  run(command, words).then(
    () => true,
    () => false,
  );
const present: Readonly<Record<Need, boolean>> = {
  rabbitmq: existsSync('/usr/lib/rabbitmq/bin/rabbitmq-server'),
  redis: await can('redis-server', '--version'),
  aio_pika: await can(PYTHON, '-c', 'import aio_pika'),
  redis_py: await can(PYTHON, '-c', 'import redis.asyncio'),
  gevent: await can(PYTHON, '-c', 'import gevent'),
  anyio: await can(PYTHON, '-c', 'import anyio'),
};
const absentOf = (file: string) => needsOf(sourceOf(file)).filter((need) => !present[need]);
const runnable = samples.filter((file) => absentOf(file).length === 0);
const isWanted = (need: Need) => runnable.some((file) => needsOf(sourceOf(file)).includes(need));

const [rabbitmq, redis] = await Promise.all([
  isWanted('rabbitmq') ? startRabbitmqServer() : null,
  isWanted('redis') ? startRedisServer() : null,
]);
afterAll(() => Promise.all([rabbitmq?.stop(), redis?.stop()]));

describe('a code sample of a lesson runs against the real thing', () => {
  it.each(samples)('%s', async (file) => {
    const absent = absentOf(file);
    if (absent.length > 0) {
      console.log(`content/${file} was not run: this machine has no ${absent.join(', ')}.`);
      return;
    }
    const env = {
      ...process.env,
      AMQP_URL: `amqp://guest:guest@127.0.0.1:${rabbitmq?.amqpPort}/`,
      REDIS_URL: `redis://127.0.0.1:${redis?.port}`,
    };
    // What it prints is told when it fails.
    await run(PYTHON, ['-W', 'error::SyntaxWarning', path.join('content', file)], { env, timeout: 30_000 });
  });
});

describe('the part of a sample that a lesson shows', () => {
  const source = `def main():
    # shown
    if late:  # an hour | 한 시간
        stop()

    go()  # now
    # end
    check()
`;
  it('stands at the margin, with its comments in the language of the lesson', () => {
    expect(shownPart(source, 'en')).toBe('if late:  # an hour\n    stop()\n\ngo()  # now');
    expect(shownPart(source, 'ko')).toBe('if late:  # 한 시간\n    stop()\n\ngo()  # now');
  });

  it.each(samples)('%s has one, in lines that are not too long', (file) => {
    for (const locale of ['ko', 'en'] as const) {
      const lines = shownPart(sourceOf(file), locale).split('\n');
      expect(lines.length).toBeGreaterThan(3);
      expect(lines.filter((line) => line.length > 110)).toEqual([]);
    }
  });
});
