import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { checkContent } from './check';
import { countWords } from './lesson-reading';
import { type SampleTopic, sampleTopic, writeTopics } from './testing/sample-topic';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'interleave-check-'));
});
afterEach(() => rm(folder, { recursive: true }));

type File = Exclude<keyof SampleTopic, 'id'>;

/** The mistakes of a sample topic in which one text was replaced. */
async function mistakesWith(file: File, from: RegExp | string, to: string): Promise<readonly string[]> {
  const topic = sampleTopic();
  expect(topic[file]).toMatch(from);
  topic[file] = topic[file].replace(from, to);
  await writeTopics(folder, [topic]);
  return (await checkContent(folder)).mistakes;
}

const many = Array.from({ length: 260 }, () => 'word').join(' ');

describe('the content check', () => {
  it('finds nothing in a good topic, and reports what it teaches and asks', async () => {
    await writeTopics(folder, [sampleTopic()]);
    const { mistakes, reports } = await checkContent(folder);
    expect(mistakes).toEqual([]);
    const report = reports.join('\n');
    expect(report).toMatch(/^99-sample: 1 lessons, 2 sections, 4 minutes, 1 terms/);
    expect(report).toMatch(
      /lesson, en: \d+ words, about 4 minutes, longest stretch \d+ words; 1 Lab, 1 Predict, 1 Checkpoint, 1 Try/,
    );
    expect(report).toContain('quiz: 24 items, 12 of them generated or lab-based; 12 predict-then-run, 12 single');
    expect(report).toMatch(/objective elect\n {4}ko: raft\/first-election@5 \(line 15\)\n/);
    expect(report).toContain('items: predicted-0 (predict-then-run), predicted-1 (predict-then-run)');
  });
});

describe('a lesson is refused, by file, line and what', () => {
  it.each<[string, File, RegExp | string, string, string]>([
    ['MDX that does not parse', 'en', '</Try>', '', 'lesson.en.mdx:41: Unexpected closing tag `</Section>`'],
    [
      'an unknown component',
      'en',
      '<Try>\n\nRun it.\n\n</Try>',
      '<Video />',
      'lesson.en.mdx:33: there is no component <Video>',
    ],
    ['an unknown attribute', 'en', '<Try>', '<Try loud>', 'lesson.en.mdx:33: <Try>: Unrecognized key: "loud"'],
    ['a picture', 'en', 'Run it.', '![Raft](raft.png)', 'lesson.en.mdx:35: a lesson has no picture'],
    ['an HTML element', 'en', 'Run it.', '<b>Run</b>', 'lesson.en.mdx:35: a lesson has no <b>'],
    ['an expression', 'en', 'Run it.', '{1 + 1}', 'lesson.en.mdx:35: a lesson has no expression'],
    [
      'a computed value',
      'en',
      'step={5}',
      'step={now}',
      'lesson.en.mdx:15: <Lab>: step: is to be written out, not computed',
    ],
    ['text outside every section', 'en', /^/u, 'Hello.\n\n', 'lesson.en.mdx:1: this stands outside every <Section>'],
    [
      'an unknown lab',
      'en',
      '<Lab id="raft"',
      '<Lab id="chubby"',
      'lesson.en.mdx:15: <Lab>: id: there is no lab "chubby"',
    ],
    [
      'an unknown scenario',
      'en',
      /first-election" s/u,
      'second-election" s',
      '<Lab>: scenario: lab "raft" has no scenario "second-election"',
    ],
    [
      'a step after the end',
      'en',
      'step={5}',
      'step={99999}',
      /* the number of steps is the lab's */ 'steps, not 99999',
    ],
    [
      'an unknown objective of a lab',
      'ko',
      '} objective="elect"',
      '} objective="elect made-up"',
      'lesson.ko.mdx:15: <Lab>: objective: "made-up" is not in topic.yaml',
    ],
    [
      'an unknown objective of a question',
      'ko',
      '" objective="elect"',
      '" objective="made-up"',
      'lesson.ko.mdx:5: <Predict>: objective: "made-up" is not in topic.yaml',
    ],
    [
      'an objective without a moment',
      'ko',
      '} objective="elect"',
      '}',
      'lesson.ko.mdx: objective "elect" has no lab moment',
    ],
    [
      'an unknown milestone',
      'en',
      'seen="a-leader-was-elected"',
      'seen="made-up"',
      'lesson.en.mdx:16: <When>: seen: lab "raft" has no milestone "made-up"',
    ],
    ['a When without a hint', 'en', ' hint="Elect a leader"', '', 'lesson.en.mdx:16: <When>: hint: '],
    [
      'a When outside a lab',
      'en',
      'Run it.',
      '<When seen="a" hint="b">c</When>',
      'lesson.en.mdx:35: <When>: stands outside a <Lab>',
    ],
    [
      'a question with no right option',
      'en',
      '<Option right>',
      '<Option>',
      'lesson.en.mdx:5: <Predict>: exactly one option is right, not 0',
    ],
    ['a question with one option', 'en', '<Option>Nobody</Option>\n', '', 'lesson.en.mdx:5: <Predict>: has 1 options'],
    [
      'a question without an answer',
      'en',
      /<Answer>[\s\S]*<\/Answer>\n/u,
      '',
      'lesson.en.mdx:5: <Predict>: has 0 answers',
    ],
    [
      'an option outside a question',
      'en',
      'Run it.',
      '<Option>x</Option>',
      'lesson.en.mdx:35: <Option>: stands outside a <Predict>',
    ],
    [
      'a section within a section',
      'en',
      'Run it.',
      '<Section id="more">x</Section>',
      'lesson.en.mdx:35: <Section>: stands within another one',
    ],
    [
      'text in a question that is no option',
      'en',
      '<Option>Nobody</Option>',
      'Well?\n\n<Option>Nobody</Option>',
      '<Predict>: holds <Option>s and an <Answer> alone',
    ],
    [
      'spread attributes',
      'en',
      'step={5}',
      '{...moment}',
      'lesson.en.mdx:15: a lesson has no spread attribute (<Lab>)',
    ],
    [
      'a box whose id is used twice',
      'en',
      "{ id: 'b', text: 'B', x: 1",
      "{ id: 'a', text: 'B', x: 1",
      'lesson.en.mdx:29: <Boxes>: "a" is used twice',
    ],
    [
      'an unknown term',
      'en',
      '<Term id="quorum">',
      '<Term id="qourum">',
      'lesson.en.mdx:7: <Term>: glossary.yaml has no "qourum"',
    ],
    [
      'a citation of an unknown source',
      'en',
      'source="paper"',
      'source="blog"',
      'lesson.en.mdx:3: <Cite>: source: "blog" is not in topic.yaml',
    ],
    [
      'a citation that no claim stands behind',
      'en',
      'at="§5"',
      'at="§6"',
      'lesson.en.mdx:3: <Cite>: sources.yaml has no claim of "paper" at "§6"',
    ],
    [
      'an unknown item',
      'en',
      'item="who-wins-0"',
      'item="made-up"',
      'lesson.en.mdx:23: <Checkpoint>: quiz.yaml has no item "made-up"',
    ],
    [
      'a link to an unknown page',
      'en',
      '/labs/raft?scenario=first-election',
      '/labs/raft/tour',
      'lesson.en.mdx:3: link "/labs/raft/tour": there is no such page',
    ],
    [
      'a link to an unknown case',
      'en',
      '(/labs/raft?scenario=first-election)',
      '(/cases/nothing)',
      'link "/cases/nothing": there is no case "nothing"',
    ],
    [
      'a link to an unknown topic',
      'en',
      '/labs/raft?scenario=first-election',
      '/topics/98-nothing',
      'there is no topic "98-nothing"',
    ],
    [
      'a link to an unknown section',
      'en',
      '/labs/raft?scenario=first-election',
      '/topics/99-sample/lesson/lesson#end',
      'the lesson "lesson" has no section "end"',
    ],
    [
      'a link to an unknown section of its own',
      'en',
      '/labs/raft?scenario=first-election',
      '#end',
      'the lesson "lesson" has no section "end"',
    ],
    [
      'a link to an unknown scenario',
      'en',
      '?scenario=first-election',
      '?scenario=last',
      'lab "raft" has no scenario "last"',
    ],
    ['a relative link', 'en', '/labs/raft?scenario=first-election', '../labs', 'is neither an address nor a path'],
    [
      'a long stretch in English',
      'en',
      'Run it.\n\n</Try>\n',
      `Run it.\n\n</Try>\n\n${many}\n`,
      'lesson.en.mdx:33: 268 words from here without something to do (at most 250)',
    ],
    [
      'a long stretch in Korean',
      'ko',
      'Run it.\n\n</Try>\n',
      `Run it.\n\n</Try>\n\n${many}\n`,
      'lesson.ko.mdx:33: 265 words from here without something to do (at most 200)',
    ],
    [
      'a diagram that names an unknown box',
      'en',
      "from: 'a', to: 'b' }]} />\n\n<S",
      "from: 'a', to: 'c' }]} />\n\n<S",
      'lesson.en.mdx:29: <Boxes>: arrows: 0: nothing in it has the id "c"',
    ],
    [
      'two boxes in one place',
      'en',
      "text: 'B', x: 1",
      "text: 'B', x: 0",
      '<Boxes>: boxes: 1: another box stands at column 0, row 0',
    ],
    [
      'a sequence that names an unknown actor',
      'en',
      "to: 'b', text",
      "to: 'c', text",
      '<Sequence>: steps: 0: nothing in it has the id "c"',
    ],
  ])('with %s', async (_, file, from, to, message) => {
    expect((await mistakesWith(file, from, to)).join('\n')).toContain(message);
  });
});

describe('a topic is refused, by file and what', () => {
  it.each<[string, File, RegExp | string, string, string]>([
    [
      'minutes that are not those of the lesson',
      'topic',
      'minutes: 4',
      'minutes: 9',
      'lesson.en.mdx: takes about 4 minutes, but topic.yaml says 9',
    ],
    ['an unknown lab', 'topic', '- raft', '- chubby', 'topic.yaml: labs: there is no lab "chubby"'],
    [
      'another last section',
      'topic',
      '  - id: in-eco2',
      '  - id: in-use',
      'topic.yaml: sections: the last one is "in-eco2", not "in-use"',
    ],
    [
      'a source that no lesson cites',
      'topic',
      '  - id: paper\n',
      '  - { id: other, title: t, authors: a, where: w }\n  - id: paper\n',
      'topic.yaml: sources: no lesson cites "other"',
    ],
    [
      'a claim of an unknown source',
      'sources',
      'source: paper',
      'source: blog',
      'sources.yaml: 0.where.source: "blog" is not in topic.yaml',
    ],
    ['a claim without its quotation', 'sources', /\n {2}quoted: .*/u, '', 'sources.yaml: 0.quoted'],
    ['a term without a language', 'glossary', /\n {4}ko: quorum.*/u, '', 'glossary.yaml: quorum.name.ko'],
    [
      'a term of an unknown section',
      'glossary',
      'section: opening',
      'section: end',
      'glossary.yaml: quorum.section: "end" is not in 99-sample/topic.yaml',
    ],
    [
      'too few items',
      'quiz',
      /\n {2}- objective: elect(?:(?!\n {2}- )[\s\S])*id: who-wins-11[\s\S]*$/u,
      '\n',
      'quiz.yaml: items: has 23, but needs at least 24',
    ],
  ])('with %s', async (_, file, from, to, message) => {
    expect((await mistakesWith(file, from, to)).join('\n')).toContain(message);
  });
});

describe('a bank of questions is refused', () => {
  it('when less than half of it is generated or answered by a lab', async () => {
    const topic = sampleTopic();
    const { items } = parse(topic.quiz);
    topic.quiz = stringify({ items: [...items, { ...items[23], id: 'one-more' }] });
    await writeTopics(folder, [topic]);
    expect((await checkContent(folder)).mistakes).toEqual([
      '99-sample/quiz.yaml: items: 12 of 25 are generated or lab-based, but at least half must be',
    ]);
  });

  it('when it asks about an objective only once', async () => {
    const topic = sampleTopic();
    topic.topic = topic.topic.replace(/( +)objectives:\n/u, '$&$1  - { id: more, text: { ko: 더, en: More } }\n');
    topic.quiz = topic.quiz.replace('objective: elect', 'objective: more');
    topic.ko = topic.ko.replace('} objective="elect"', '} objective="elect more"');
    topic.en = topic.en.replace('} objective="elect"', '} objective="elect more"');
    await writeTopics(folder, [topic]);
    expect((await checkContent(folder)).mistakes).toEqual([
      '99-sample/quiz.yaml: objective "more" has 1 items, but needs at least 2',
    ]);
  });
});

describe('several topics', () => {
  it('are refused when two explain one term, under one id or under two', async () => {
    const other = sampleTopic('98-sample');
    await writeTopics(folder, [sampleTopic(), other]);
    expect((await checkContent(folder)).mistakes.join()).toContain('glossary.yaml: Map keys must be unique');
    await rm(folder, { recursive: true });
    await mkdir(folder);
    other.glossary = other.glossary.replace('quorum:', 'majority:');
    await writeTopics(folder, [sampleTopic(), other]);
    expect((await checkContent(folder)).mistakes).toContain(
      'glossary.yaml: majority.name: is called as "quorum" is: one term is explained once',
    );
  });

  it('may use each other’s terms', async () => {
    const other = sampleTopic('98-sample');
    other.glossary = '';
    await writeTopics(folder, [sampleTopic(), other]);
    expect((await checkContent(folder)).mistakes).toEqual([]);
  });
});

describe('words', () => {
  it('are what stands between blanks and can be read: a Korean particle belongs to its word', () => {
    expect(countWords('과반수가 있어야 합니다 · 3표 — 끝')).toBe(5);
  });
});
