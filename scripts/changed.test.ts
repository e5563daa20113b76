import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { labs } from '../sim/catalog';
import { pageTag, planFor } from './changed.mjs';

const root = path.join(import.meta.dirname, '..');
const filesIn = (folder: string) => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });

describe('what runs for a change', () => {
  it('in a lab is its own tests, and end to end what is tagged with it', async () => {
    const { related, grep, isServer } = await planFor(['sim/raft/scenarios.ts', 'components/labs/raft/describe.ts']);
    expect(related).toEqual(['sim/raft/scenarios.ts', 'components/labs/raft/describe.ts']);
    expect(grep).toMatch(/@raft/);
    expect(grep).not.toMatch(/@amqp|@classes/);
    expect(isServer).toBe(false);
  });

  it('in a topic’s lesson is what reads content, and end to end what is tagged with the topic', async () => {
    const { related, grep } = await planFor(['content/12-consensus-algorithms/elections.en.mdx']);
    expect(related).toContain('content/check.ts');
    expect(grep).toMatch(/^@topic-12/);
  });

  it('in the server is what its pages show, and its tests on PostgreSQL', async () => {
    const { grep, isServer } = await planFor(['server/classes.ts']);
    expect(grep).toMatch(/@classes/);
    expect(grep).not.toMatch(/@search/);
    expect(isServer).toBe(true);
  });

  it('in a unit test is that test and nothing end to end', async () => {
    expect(await planFor(['quiz/score.test.ts'])).toMatchObject({ related: ['quiz/score.test.ts'], grep: null });
  });

  it('in words for readers of the code is nothing', async () => {
    expect(await planFor(['README.md'])).toMatchObject({ related: [], grep: null });
  });

  it('in what everything stands on is everything', async () => {
    for (const file of ['package-lock.json', 'sim/core/engine.ts', 'app/globals.css', 'components/site/theme.ts']) {
      expect(await planFor(['README.md', file])).toMatchObject({ related: null, grep: '', everythingFor: file });
    }
  });
});

it('every tag of an end-to-end test is one that a change can ask for', () => {
  const pages = filesIn('app').filter((file) => /(^|\/)(page|layout|route)\.tsx?$/.test(file));
  const topics = filesIn('content').flatMap((name) => /^(\d\d)-[\w-]+$/.exec(name)?.[1] ?? []);
  const known = new Set([
    ...Object.keys(labs).map((id) => `@${id}`),
    ...topics.map((number) => `@topic-${number}`),
    ...pages.map((page) => pageTag(`app/${page}`)),
  ]);
  const used = filesIn('e2e')
    .filter((file) => file.endsWith('.spec.ts'))
    .flatMap((file) => readFileSync(path.join(root, 'e2e', file), 'utf8').match(/'@[\w.-]+'/g) ?? [])
    .map((tag) => tag.slice(1, -1));
  expect(used.filter((tag) => !known.has(tag))).toEqual([]);
});
