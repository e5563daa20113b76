import { createTranslator } from 'next-intl';
import { expect, it, describe as suite } from 'vitest';
import type { Translate } from '@/components/lab-shell/lab-view';
import en from '@/messages/en.json';
import ko from '@/messages/ko.json';
import { recordScenario } from '@/sim/core/scenario';
import { timelineFromRecording } from '@/sim/core/timeline';
import { kafkaGroupChallenges } from '@/sim/kafka-group/challenges';
import { kafkaGroup } from '@/sim/kafka-group/kafka-group';
import { kafkaGroupLab } from '@/sim/kafka-group/lab';
import { kafkaGroupScenarios } from '@/sim/kafka-group/scenarios';
import { actions } from './actions';
import { challengeText } from './challenge-text';
import { describe } from './describe';
import { inspect, inspectMessage, nodesInWords } from './inspect';
import { ruleText } from './kafka-group-view';
import { messageKinds, messagesInFlight } from './message-flow';
import { settingsView } from './settings';

/** A missing text is an error here, not a key on the screen. */
function translator(locale: 'ko' | 'en'): Translate {
  return createTranslator({
    locale,
    messages: locale === 'ko' ? ko : en,
    onError(error) {
      throw error;
    },
  });
}

/** Steps that are read of each run. */
const STEPS_READ = 1_500;

for (const locale of ['ko', 'en'] as const) {
  suite(`in ${locale}`, () => {
    const t = translator(locale);

    for (const scenario of kafkaGroupScenarios) {
      it(`every step and every node of ${scenario.id} has words`, () => {
        const run = timelineFromRecording(kafkaGroup, recordScenario(kafkaGroup, scenario));
        for (let step = 0; step <= Math.min(STEPS_READ, run.knownEnd.step); step += 1) {
          const { summary, details } = describe(run.record(step), t);
          expect(summary).not.toBe('');
          expect(details).not.toContain(summary);
        }
        run.seekStep(run.knownEnd.step);
        const snapshot = run.snapshot();
        for (const { id, name, role, facts } of nodesInWords(snapshot.state, t)) {
          expect([name, role, facts]).not.toContain('');
          expect(inspect(snapshot, id, t).length).toBeGreaterThan(0);
          for (const action of actions) {
            expect(action.label(t)).not.toBe('');
            if (action.refusal(snapshot.state, id, t) === null) {
              const command = action.command(id, snapshot.state);
              expect(kafkaGroup.command.safeParse(command).success, `${action.id} at ${id}`).toBe(true);
            }
          }
        }
        for (const { id } of messagesInFlight(snapshot)) expect(inspectMessage(snapshot, id)).not.toEqual([]);
      });
    }

    it('scenarios, challenges, rules, settings and messages are told', () => {
      for (const { id } of kafkaGroupScenarios) expect(t(`kafka-group.scenarios.${id}.summary`)).not.toBe('');
      for (const { id, hintCount } of kafkaGroupChallenges) {
        expect(challengeText(id, t).hints, id).toHaveLength(hintCount);
      }
      for (const { name } of kafkaGroup.invariants) expect(ruleText(name, t), name).not.toBeNull();
      for (const { fields } of settingsView) {
        for (const field of fields) {
          expect(field.label(t)).not.toBe('');
          field.help?.(t);
          field.conflict?.(t);
        }
      }
      for (const { label } of Object.values(messageKinds)) expect(label(t)).not.toBe('');
    });

    it('every question is worded', () => {
      const messages = locale === 'ko' ? ko : en;
      for (const generator of kafkaGroupLab.questions) {
        for (const difficulty of [1, 2, 3] as const) {
          const { stem, form } = generator.generate(1, difficulty);
          const phrases = [
            stem,
            ...(form.type === 'single' ? form.options.flatMap((each) => [each.label, each.feedback]) : []),
          ];
          for (const phrase of phrases) {
            if ('key' in phrase) expect(textAt(messages['kafka-group'], phrase.key), phrase.key).toBeTypeOf('string');
          }
        }
      }
    });
  });
}

function textAt(tree: unknown, key: string): unknown {
  return key.split('.').reduce<unknown>((part, name) => {
    return typeof part === 'object' && part !== null
      ? Object.entries(part).find(([each]) => each === name)?.[1]
      : undefined;
  }, tree);
}
