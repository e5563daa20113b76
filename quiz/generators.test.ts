import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { labs } from '../sim/catalog';
import type { Lab } from '../sim/core/lab';
import {
  believedAnswers,
  DIFFICULTIES,
  type Difficulty,
  type GeneratedQuestion,
  pointsFor,
  type QuestionForm,
} from '../sim/core/question';
import type { LabDesk } from './lab-desk';
import type { AttemptItem } from './schema';
import { bindItem } from './score';
import { item } from './testing/items';

/** 50 in `npm test`, 1,000 in `npm run check:deep`. */
const SEEDS = inject('seeds');
/** Runs are replayed for so many of them: the others are made by the same code. */
const SEEDS_REPLAYED = Math.ceil(SEEDS / 5);

type Question = GeneratedQuestion<unknown, unknown>;

/** What is given to this question that is not its key: every other option, each pick changed, neighbours swapped, one more or less. */
function wrongResponses(form: QuestionForm): readonly unknown[] {
  switch (form.type) {
    case 'single':
      return form.options.filter(({ id }) => id !== form.right).map(({ id }) => [id]);
    case 'multiple':
      return form.options.map(({ id }) =>
        form.right.includes(id) ? form.right.filter((each) => each !== id) : [...form.right, id],
      );
    case 'ordering':
      return form.right.slice(1).map((second, index) => {
        const swapped = [...form.right];
        swapped[index + 1] = form.right[index] ?? '';
        swapped[index] = second;
        return swapped;
      });
    case 'numeric':
      return [String(form.right + 1), String(form.right - 1)];
  }
}

function rightResponse(form: QuestionForm): unknown {
  if (form.type === 'numeric') return String(form.right);
  return form.type === 'single' ? [form.right] : form.right;
}

/** Labs that have made the one question already: it is scored many times. */
const desk = (question: Question): LabDesk => ({
  predictionOptions: () => null,
  predict: () => null,
  configure: () => null,
  comesAbout: () => null,
  generate: () => question,
});

/** The list of misconceptions, read rather than imported: questions know nothing of the content. */
const MISCONCEPTIONS: Readonly<Record<string, unknown>> = parse(readFileSync('content/misconceptions.yaml', 'utf8'));

const seeds = Array.from({ length: SEEDS }, (_, seed) => seed);

const drawn = new Map<string, readonly Question[]>();

/** What a generator asks by its first seeds, the difficulties in turn. Drawn once for all tests. */
function questionsOf(labId: string, id: string, ask: (seed: number, difficulty: Difficulty) => Question) {
  const known = drawn.get(`${labId}/${id}`);
  if (known !== undefined) return known;
  const questions = seeds.map((seed) => ask(seed, DIFFICULTIES[seed % DIFFICULTIES.length] ?? 1));
  drawn.set(`${labId}/${id}`, questions);
  return questions;
}

function asker(labId: string, id: string) {
  const lab: Lab | undefined = Object.entries(labs).find(([each]) => each === labId)?.[1];
  return (seed: number, difficulty: Difficulty): Question => {
    const question = lab?.question(id, seed, difficulty) ?? null;
    if (question === null) throw new Error(`nothing from seed ${seed}`);
    return question;
  };
}

/** What the first revision of each generator that has another one asked, by its first seeds: stored attempts show it. */
const FIRST_REVISIONS: Readonly<Record<string, string>> = {
  'who-can-win': '860f7c18f0515103',
  'who-grants-the-vote': 'b43e9704b3f0be12',
  'what-is-committed': '13ccbaba690046dd',
  'where-the-logs-agree': '40dd89dfd7d33abe',
  'what-is-removed': '7e5f51af32d39227',
  'joint-majority': 'ab6e6c4c276c893a',
  'which-queues': '3c1e7f2d70cd8bf2',
  'what-it-holds': '103a73c4a7bdb6e1',
  'after-the-nack': 'e894f7209f4064ba',
  'lost-after-crash': 'aee3961f7711c908',
  'holder-at': '684cee2f9a5eba0b',
  'final-values': 'f444c3e8ff2e4812',
  'positions-of-weight': '561c0717671b52ab',
};

const generators = Object.entries(labs).flatMap(([labId, lab]) => lab.questions.map(({ id }) => [labId, id] as const));

test.each(generators.filter(([, id]) => id in FIRST_REVISIONS))(
  '%s still asks %s as stored attempts have it',
  (labId, id) => {
    const lab: Lab | undefined = Object.entries(labs).find(([each]) => each === labId)?.[1];
    const hash = createHash('sha256');
    for (const seed of seeds.slice(0, 12)) {
      const { stem, form, proof } = lab?.question(id, seed, DIFFICULTIES[seed % 3] ?? 1, 1) ?? never();
      const labels = form.type === 'numeric' ? [] : [form.options.map((option) => [option.id, option.label])];
      hash.update(
        // Not the recordings: a setting that is added later is in them, too.
        JSON.stringify([('values' in stem && stem.values) || undefined, [...labels, form.right], proof.step]),
      );
    }
    expect(hash.digest('hex').slice(0, 16)).toBe(FIRST_REVISIONS[id]);
    expect(lab?.question(id, 0, 1, 1_000)).toBe(null);
  },
);

function never(): never {
  throw new Error('no question');
}

describe.each(generators)('%s asks %s', (labId, id) => {
  const lab: Lab | undefined = Object.entries(labs).find(([each]) => each === labId)?.[1];
  const ask = asker(labId, id);
  let questions: readonly Question[] = [];
  beforeAll(() => {
    questions = questionsOf(labId, id, ask);
  }, 600_000);

  test('a key among options that differ, with a belief behind the wrong ones', () => {
    for (const [seed, { form, stem }] of questions.entries()) {
      expect('key' in stem && stem.key.startsWith(`questions.${id}.`)).toBe(true);
      if (form.type === 'numeric') {
        expect(form.right).toBeGreaterThanOrEqual(0);
        continue;
      }
      const ids = form.options.map((option) => option.id);
      expect([seed, new Set(ids).size]).toEqual([seed, ids.length]);
      expect([seed, new Set(form.options.map(({ label }) => JSON.stringify(label))).size]).toEqual([seed, ids.length]);
      const right = [form.right].flat();
      expect(right.every((each) => ids.includes(each))).toBe(true);
      // Yes or no is a question, too.
      if (form.type === 'single') expect(ids.length).toBeGreaterThanOrEqual(2);
      if (form.type === 'ordering') continue;
      for (const { id, misconception } of form.options) {
        expect(misconception === null).toBe(right.includes(id));
        if (misconception !== null) expect(MISCONCEPTIONS).toHaveProperty(misconception);
      }
    }
  });

  test('so that no misconception that it is about earns more than half the credit', () => {
    // In depth each difficulty has all the seeds, not a third of them.
    const asked = SEEDS < 1_000 ? questions : DIFFICULTIES.flatMap((each) => seeds.map((seed) => ask(seed, each)));
    const about = new Set<string>();
    for (const question of asked) {
      const believed = believedAnswers(question);
      expect(believed.length).toBeGreaterThan(0);
      for (const { misconception, answer } of believed) {
        const { earned, total } = pointsFor(question.form, answer);
        about.add(misconception);
        expect(MISCONCEPTIONS).toHaveProperty(misconception);
        expect([misconception, question.stem, earned / total <= 0.5]).toEqual([misconception, question.stem, true]);
      }
    }
    expect(about.size).toBeGreaterThan(0);
  }, 1_800_000);

  test('something for seeds from all over their range, the same from the same seed, different from different ones', () => {
    for (const difficulty of DIFFICULTIES) {
      for (const seed of [0, 7, 17_179_869, 2 ** 32 - 1]) expect(ask(seed, difficulty)).toEqual(ask(seed, difficulty));
    }
    const different = new Set(questions.map(({ stem, form }) => JSON.stringify([stem, form])));
    expect(different.size).toBeGreaterThan(SEEDS * 0.3);
  });

  test('by runs that can be played, the picture first, and that break no rule', () => {
    for (const { picture, proof } of questions.slice(0, SEEDS_REPLAYED)) {
      expect(proof.recording.commands.slice(0, picture.commands.length)).toEqual(picture.commands);
      expect(proof.step).toBeGreaterThan(picture.end.step);
      expect(proof.step).toBeLessThanOrEqual(proof.recording.end.step);
      for (const recording of [picture, proof.recording]) {
        expect(lab?.verify(JSON.stringify(recording))).toMatchObject({ ok: true, replay: { violations: [] } });
      }
    }
  }, 600_000);

  test('so that the key scores full and whatever else is given less', () => {
    const asked: AttemptItem = item({ type: 'generated', lab: labId, generator: id, difficulty: 1 });
    for (const [seed, question] of questions.entries()) {
      const bound = bindItem(asked, desk(question));
      const full = bound.score(rightResponse(question.form));
      expect([seed, full?.earned]).toEqual([seed, full?.total]);
      const wrong = wrongResponses(question.form);
      expect(wrong.length).toBeGreaterThan(0);
      for (const response of wrong) {
        const score = bound.score(response);
        expect([seed, response, score !== null && score.earned < score.total]).toEqual([seed, response, true]);
      }
    }
  }, 600_000);
});

test('together they ask about every misconception of the list that no bank asks about', () => {
  const banks = readdirSync('content', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\/quiz\.yaml$/u.test(file))
    .map((file) => readFileSync(`content/${file}`, 'utf8'));
  const missing = new Set(Object.keys(MISCONCEPTIONS));
  for (const bank of banks) {
    for (const [, id = ''] of bank.matchAll(/\bmisconception: ([\w-]+)/gu)) missing.delete(id);
  }
  const strike = (question: Question) => {
    for (const { misconception } of believedAnswers(question)) missing.delete(misconception);
    if (question.form.type === 'numeric') return;
    for (const { misconception } of question.form.options) missing.delete(misconception ?? '');
  };
  for (const [labId, id] of generators) questionsOf(labId, id, asker(labId, id)).forEach(strike);
  // The few that are left are rare, or need another difficulty than their seed had above.
  for (const seed of seeds) {
    for (const [labId, id] of generators) {
      for (const difficulty of DIFFICULTIES) if (missing.size > 0) strike(asker(labId, id)(seed, difficulty));
    }
  }
  expect([...missing]).toEqual([]);
}, 600_000);
