import { describe, expect, it } from 'vitest';
import { texts, translator } from '@/messages/testing/translator';
import { isLabId, labs } from '@/sim/catalog';
import type { Violation } from '@/sim/core/engine';
import { explore } from '@/sim/core/explore';
import type { Lab } from '@/sim/core/lab';
import type { Phrase, QuestionForm } from '@/sim/core/question';
import { labEntries } from './catalog';

/** Steps that are read of each run. */
const STEPS_READ = 400;

/** Schedules that are tried with a rule of the model left out. */
const RUNS_WITHOUT_RULE = 10;

/** A missing text is an error of the translator. */
describe.each(['ko', 'en'] as const)('in %s', (locale) => {
  const t = translator(locale);

  describe.each(Object.keys(labs).filter(isLabId))('%s', (id) => {
    it('has words for every step, item and action of its scenarios', async () => {
      const view = await labEntries[id].load();
      for (const scenario of view.scenarios) {
        expect(scenario.text(t).title).not.toBe('');
        const session = view.openScenario(scenario.id, 0);
        if (session === null) throw new Error(scenario.id);
        const player = session.player.getState();
        const end = Math.min(STEPS_READ, player.knownEnd.step);
        for (let step = 0; step <= end; step += 1) {
          const { summary, details } = session.describe(step, t);
          expect(summary).not.toBe('');
          expect(details).not.toContain(summary);
        }
        player.seekStep(end);
        for (const item of session.items(t)) {
          expect([item.name, item.role]).not.toContain('');
          expect(session.inspect(item.id, t).length, `${scenario.id}: ${item.id}`).toBeGreaterThan(0);
          for (const { label, refusal } of session.actions(item.id, t)) expect([label, refusal]).not.toContain('');
        }
        for (const { label, refusal } of session.labActions(t)) expect([label, refusal]).not.toContain('');
        for (const { id: message } of session.messages?.inFlight() ?? []) {
          expect(session.messages?.inspect(message)).not.toEqual([]);
        }
        expect(session.legendText(t)).not.toBe('');
        for (const { text, broken } of session.rules(t)) if (broken !== null) expect(text?.broken(broken)).not.toBe('');
      }
    });

    it('has words for its rules, settings and messages', async () => {
      const view = await labEntries[id].load();
      const session = view.openScenario(view.scenarios[0]?.id ?? '');
      for (const { id: rule } of labs[id].simulation.invariants) {
        for (const part of ['title', 'statement', 'broken']) {
          expect(textAt(ownTexts(locale, id), `rules.${rule}.${part}`), `${rule}.${part}`).toBeTypeOf('string');
        }
      }
      for (const { title, fields } of session?.settings?.view ?? []) {
        expect(title(t)).not.toBe('');
        for (const field of fields) {
          expect(field.label(t)).not.toBe('');
          field.help?.(t);
          field.conflict?.(t);
        }
      }
      for (const kind of session?.messages?.kinds.values() ?? []) expect(kind.label(t)).not.toBe('');
    });

    it('says what breaks an invariant while a rule of the model is left out', async () => {
      const lab: Lab = labs[id];
      const view = await labEntries[id].load();
      const texts = new Map(
        view
          .openScenario(view.scenarios[0]?.id ?? '')
          ?.rules(t)
          .map(({ name, text }) => [name, text]),
      );
      for (const { name, values } of foundWithoutRules(lab)) {
        expect(texts.get(name)?.broken(values), name).not.toMatch(/^$|undefined/);
      }
    });

    it('has words for its challenges, predictions and questions', async () => {
      const lab: Lab = labs[id];
      const view = await labEntries[id].load();
      const { challenges, predictions } = await view.tasks();
      for (const challenge of challenges) {
        const { title, goal, teaches, shown, hints, why } = challenge.text(t);
        expect([title, goal, teaches, ...hints]).not.toContain('');
        // One that no run meets says why instead.
        expect([shown, why].filter((text) => text !== null)).toHaveLength(1);
        expect(why !== null, challenge.id).toBe(challenge.isImpossible);
        expect(hints).toHaveLength(lab.challenges.find((each) => each.id === challenge.id)?.hintCount ?? -1);
      }
      for (const prediction of predictions) {
        const { question, options, explanation } = prediction.text(t);
        expect([question, explanation, ...options.map(({ label }) => label)]).not.toContain('');
      }
      for (const generator of lab.questions) {
        for (const difficulty of [1, 2, 3] as const) {
          const { stem, form } = generator.generate(1, difficulty);
          for (const phrase of [stem, ...phrasesOf(form)]) {
            if ('key' in phrase) expect(textAt(ownTexts(locale, id), phrase.key), phrase.key).toBeTypeOf('string');
          }
        }
      }
    });
  });
});

/** What the lab's explorer finds broken first while one of the model's rules is left out, for each of them. */
function foundWithoutRules({ simulation, explorer }: Lab): readonly Violation[] {
  const usual = Object(simulation.config.parse({}));
  const rules = Object.keys(Object(usual.rules));
  if (explorer === null) return [];
  return rules.flatMap((rule) => {
    const config = simulation.config.parse({ ...usual, rules: { ...usual.rules, [rule]: false } });
    for (const { found } of explore(simulation, explorer, { config, seed: 1, runs: RUNS_WITHOUT_RULE })) {
      if (found.length > 0) return found;
    }
    return [];
  });
}

function phrasesOf(form: QuestionForm): readonly Phrase[] {
  return 'options' in form ? form.options.flatMap(({ label, feedback }) => [label, feedback]) : [form.feedback];
}

function ownTexts(locale: 'ko' | 'en', labId: string): unknown {
  const all: Readonly<Record<string, unknown>> = texts[locale].labs;
  return all[labId];
}

function textAt(tree: unknown, key: string): unknown {
  return key.split('.').reduce<unknown>((part, name) => Object(part)[name], tree);
}
