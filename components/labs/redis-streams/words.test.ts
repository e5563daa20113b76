import { createTranslator } from 'next-intl';
import { expect, it, describe as suite } from 'vitest';
import type { Translate } from '@/components/lab-shell/lab-view';
import en from '@/messages/en.json';
import ko from '@/messages/ko.json';
import { recordScenario } from '@/sim/core/scenario';
import { timelineFromRecording } from '@/sim/core/timeline';
import { redisStreamsChallenges } from '@/sim/redis-streams/challenges';
import { redisStreamsLab } from '@/sim/redis-streams/lab';
import { redisStreamsPredictions } from '@/sim/redis-streams/predictions';
import { redisStreams } from '@/sim/redis-streams/redis-streams';
import { redisStreamsScenarios } from '@/sim/redis-streams/scenarios';
import { actions } from './actions';
import { challengeText } from './challenge-text';
import { describe } from './describe';
import { inspect, nodesInWords } from './inspect';
import { predictionText } from './prediction-text';

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

const STEPS_READ = 400;

for (const locale of ['ko', 'en'] as const) {
  suite(`in ${locale}`, () => {
    const t = translator(locale);

    for (const scenario of redisStreamsScenarios) {
      it(`every step and every node of ${scenario.id} has words`, () => {
        const run = timelineFromRecording(redisStreams, recordScenario(redisStreams, scenario));
        const steps = Math.min(STEPS_READ, run.knownEnd.step);
        for (let step = 0; step <= steps; step += 1) {
          const { summary, details } = describe(run.record(step), t);
          expect(summary).not.toBe('');
          expect(details).not.toContain(summary);
        }
        run.seekStep(run.knownEnd.step);
        const snapshot = run.snapshot();
        for (const { id, name, role } of nodesInWords(snapshot.state, t)) {
          expect([name, role]).not.toContain('');
          expect(inspect(snapshot, id, t).length).toBeGreaterThan(0);
          for (const action of actions) {
            expect(action.label(t)).not.toBe('');
            action.refusal(snapshot.state, id, t);
          }
        }
      });
    }

    it('scenarios, challenges and predictions are told', () => {
      for (const { id } of redisStreamsScenarios) expect(t(`redis-streams.scenarios.${id}.summary`)).not.toBe('');
      for (const { id, hintCount } of redisStreamsChallenges) {
        expect(challengeText(id, t).hints, id).toHaveLength(hintCount);
      }
      for (const { id, options } of redisStreamsPredictions) {
        expect(new Set(predictionText(id, t).options.map((option) => option.id))).toEqual(new Set(options));
      }
    });

    it('every question is worded', () => {
      const messages = locale === 'ko' ? ko : en;
      for (const generator of redisStreamsLab.questions) {
        const { stem, form } = generator.generate(1, 2);
        const phrases = [
          stem,
          ...(form.type === 'single' ? form.options.flatMap((each) => [each.label, each.feedback]) : []),
        ];
        for (const phrase of phrases) {
          if ('key' in phrase) expect(textAt(messages['redis-streams'], phrase.key), phrase.key).toBeTypeOf('string');
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
