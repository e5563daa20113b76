import { createTranslator } from 'next-intl';
import { expect, it, describe as suite } from 'vitest';
import type { Translate } from '@/components/lab-shell/lab-view';
import en from '@/messages/en.json';
import ko from '@/messages/ko.json';
import { amqp } from '@/sim/amqp/amqp';
import { amqpChallenges } from '@/sim/amqp/challenges';
import { amqpLab } from '@/sim/amqp/lab';
import { amqpPredictions } from '@/sim/amqp/predictions';
import { MISCONCEPTIONS } from '@/sim/amqp/questions/misconceptions';
import { amqpScenarios } from '@/sim/amqp/scenarios';
import { DIFFICULTIES, type Phrase, type QuestionForm } from '@/sim/core/question';
import { recordScenario } from '@/sim/core/scenario';
import { timelineFromRecording } from '@/sim/core/timeline';
import { actions } from './actions';
import { challengeText } from './challenge-text';
import { describe } from './describe';
import { inspect, inspectMessage, nodesInWords } from './inspect';
import { mark } from './mark';
import { messagesInFlight } from './message-flow';
import { nodeOf } from './node-of';
import { predictionText } from './prediction-text';
import { ruleText } from './rule-text';
import { toFlow } from './to-flow';

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

const runs = amqpScenarios.map((scenario) => timelineFromRecording(amqp, recordScenario(amqp, scenario)));

/** What no text may look like: a key, a gap that was not filled, an empty part. */
const unfinished = /amqp\.|undefined|\{|^ ?·|(^| )$| {2}/;

suite.each(['ko', 'en'] as const)('RabbitMQ in words (%s)', (locale) => {
  const t = translator(locale);

  it('has a sentence for every step of every scenario', () => {
    const texts = new Set<string>();
    for (const timeline of runs) {
      for (let step = 0; step <= timeline.knownEnd.step; step += 1) {
        const { summary, details } = describe(timeline.record(step), t);
        for (const text of [summary, ...details]) texts.add(text);
      }
    }
    for (const text of texts) expect(text).not.toMatch(unfinished);
  });

  it('has words for everything on the canvas, and for every message on its way', () => {
    for (const timeline of runs) {
      timeline.seekTick(Math.floor(timeline.knownEnd.tick / 2));
      const snapshot = timeline.snapshot();
      const { nodes, edges } = toFlow(snapshot);
      expect(nodesInWords(snapshot.state, t)).toHaveLength(nodes.length);
      for (const { id } of nodes) {
        if (id !== 'hand') expect(inspect(snapshot, id, t).length).toBeGreaterThan(0);
        for (const action of actions) expect(action.refusal(snapshot.state, id, t)).not.toBe('');
      }
      for (const { id } of edges) inspect(snapshot, id, t);
      for (const { id } of messagesInFlight(snapshot)) expect(inspectMessage(snapshot, id).length).toBeGreaterThan(0);
    }
  });

  it('has words for scenarios, rules, challenges and predictions', () => {
    for (const { id } of amqpScenarios) expect(t(`amqp.scenarios.${id}.summary`)).not.toBe('');
    for (const { name } of amqp.invariants) expect(ruleText(name, t)?.statement).toBeTruthy();
    for (const { id, hintCount } of amqpChallenges) expect(challengeText(id, t).hints).toHaveLength(hintCount);
    for (const { id, options } of amqpPredictions) {
      expect(predictionText(id, t).options.map((option) => option.id)).toEqual([...options]);
    }
  });

  it('has words for every phrase of the questions', () => {
    const text = createTranslator({ locale, messages: locale === 'ko' ? ko : en, namespace: 'amqp' });
    const say = (phrase: Phrase) => {
      if ('verbatim' in phrase) return;
      const anyKey: (key: string, values?: Readonly<Record<string, string | number>>) => string = Object(text);
      expect(anyKey(phrase.key, phrase.values)).not.toMatch(/amqp\.questions|undefined|\{/);
    };
    const sayForm = (form: QuestionForm) => {
      if (form.type === 'numeric') return say(form.feedback);
      for (const { label, feedback } of form.options) {
        say(label);
        say(feedback);
      }
    };
    for (const { generate } of amqpLab.questions) {
      for (const difficulty of DIFFICULTIES) {
        for (let seed = 0; seed < 4; seed += 1) {
          const question = generate(seed, difficulty);
          say(question.stem);
          sayForm(question.form);
        }
      }
    }
    for (const id of MISCONCEPTIONS) expect(t(`amqp.questions.misconceptions.${id}`)).not.toBe('');
  });
});

suite('marks', () => {
  it('stand at a crash, at its notice and at what is dead-lettered', () => {
    const states = (scenario: string) => {
      const timeline = runs[amqpScenarios.findIndex(({ id }) => id === scenario)];
      if (timeline === undefined) throw new Error('no such scenario');
      return Array.from({ length: timeline.knownEnd.step + 1 }, (_, step) => mark(timeline.record(step))?.state);
    };
    expect(states('poison-message')).toContain('crashed');
    expect(states('retry-with-ttl')).toContain('dropped');
  });
});

suite('queues', () => {
  it('are shown as available while every node of the broker is up, replicated or not', () => {
    for (const timeline of runs) {
      timeline.seekStep(0);
      const { state } = timeline.snapshot();
      expect(state.nodes.every(({ isUp }) => isUp)).toBe(true);
      timeline.seekStep(timeline.knownEnd.step);
      const end = timeline.snapshot().state;
      if (!end.nodes.every(({ isUp }) => isUp)) continue;
      for (const queue of end.broker.queues)
        expect(nodeOf(end, { id: `q:${queue.name}`, type: 'queue' }, { x: 0, y: 0 }).data).toMatchObject({
          isAvailable: true,
        });
    }
  });
});
