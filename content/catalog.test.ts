import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { loadTopics } from './catalog';

const topic = '12-consensus-algorithms';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'interleave-content-'));
  await cp(`content/${topic}`, path.join(folder, topic), { recursive: true });
  await cp('content/misconceptions.yaml', path.join(folder, 'misconceptions.yaml'));
  // The terms of the topic that is copied alone.
  const { glossary } = (await loadTopics('content')).get(topic) ?? {};
  await writeFile(path.join(folder, 'glossary.yaml'), stringify(glossary));
});
afterEach(() => rm(folder, { recursive: true }));

async function edit(file: string, from: RegExp, to: string): Promise<void> {
  const place = path.join(folder, topic, file);
  const before = await readFile(place, 'utf8');
  expect(before).toMatch(from);
  await writeFile(place, before.replace(from, to));
}

describe('the section to read again for an objective', () => {
  it('is of its own lesson and about it alone, where there is one', async () => {
    const topics = await loadTopics('content');
    const sections = Object.assign({}, ...[...topics.values()].map(({ objectiveSections }) => objectiveSections));
    expect(sections).toMatchObject({
      // An earlier lesson has a lab that is marked with confirms, too.
      confirms: 'confirms',
      acknowledgement: 'acknowledgement',
      'keep-what-was-confirmed': 'what-a-disk-is-worth',
      'durable-vote': 'one-vote-per-term',
    });
  });
});

describe('the content', () => {
  it('is without mistakes', async () => {
    expect([...(await loadTopics('content')).keys()]).toContain(topic);
  });

  it.each([
    ['a text that lacks a language', 'topic.yaml', /^ {2}ko: .*\n/m, '', `${topic}/topic.yaml: title.ko`],
    ['an unknown field', 'topic.yaml', /^labs:/m, 'hours: 3\nlabs:', `${topic}/topic.yaml: the file: Unrecognized key`],
    ['YAML that does not parse', 'quiz.yaml', /^items:/m, 'items: [', `${topic}/quiz.yaml:`],
    [
      'an item with no objective of the topic',
      'quiz.yaml',
      /objective: .*/,
      'objective: made-up',
      'objective: "made-up" is not in topic.yaml',
    ],
    [
      'a source that the topic does not list',
      'quiz.yaml',
      /source: \{ id: raft/,
      'source: { id: made-up',
      'source: "made-up" is not in topic.yaml',
    ],
    [
      'a misconception that has no name',
      'quiz.yaml',
      /- id: confirms-the-failure\n/,
      '- id: confirms-the-failure\n        misconception: made-up\n',
      'choices.1.misconception: "made-up" is not in misconceptions.yaml',
    ],
    [
      'two options that say the same',
      'quiz.yaml',
      /text: \{ ko: 2표, en: "2" \}/,
      'text: { ko: 두 표, en: "1" }',
      'item votes-needed-with-two-down: choices.1.text.en: says the same as choices.0',
    ],
    [
      'no right answer',
      'quiz.yaml',
      /- id: three\n {8}correct: true\n/,
      '- id: three\n',
      'item votes-needed-with-two-down: choices: a single-choice item has exactly one correct choice, not 0',
    ],
    [
      'a prerequisite that does not exist',
      'topic.yaml',
      /^prerequisites: .*/m,
      'prerequisites: [99-nothing]',
      'there is no topic "99-nothing"',
    ],
    ['a lesson of no length', 'topic.yaml', /minutes: 19/, 'minutes: none', 'topic.yaml: lessons.0.minutes: '],
    [
      'a section that two lessons have',
      'topic.yaml',
      /- id: log-replication/,
      '- id: split-vote',
      'topic.yaml: lessons: "split-vote" is used twice',
    ],
    [
      'a lesson without one of the sections',
      'elections.en.mdx',
      /<Section id="split-vote">/,
      '<Section id="other">',
      `${topic}/elections.en.mdx: sections are`,
    ],
  ])('is refused with %s, by file and field', async (_, file, from, to, message) => {
    await edit(file, from, to);
    await expect(loadTopics(folder)).rejects.toThrow(message);
  });

  it('is refused with a lesson missing in one language', async () => {
    await rm(path.join(folder, topic, 'elections.ko.mdx'));
    await expect(loadTopics(folder)).rejects.toThrow(`${topic}/elections.ko.mdx: the file is missing`);
  });

  it('names every mistake, not the first alone', async () => {
    await edit('quiz.yaml', /objective: .*/, 'objective: made-up');
    await rm(path.join(folder, topic, 'elections.ko.mdx'));
    await expect(loadTopics(folder)).rejects.toThrow(
      /elections\.ko\.mdx[\s\S]*made-up|made-up[\s\S]*elections\.ko\.mdx/,
    );
  });
});
