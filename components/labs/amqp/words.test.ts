import { expect, it } from 'vitest';
import { translator } from '@/messages/testing/translator';
import { amqp } from '@/sim/amqp/amqp';
import { MISCONCEPTIONS } from '@/sim/amqp/questions/misconceptions';
import { amqpScenarios } from '@/sim/amqp/scenarios';
import { recordScenario } from '@/sim/core/scenario';
import { timelineFromRecording } from '@/sim/core/timeline';
import { nodeOf } from './node-of';
import { view } from './view';

/** What no text may look like: a key, a gap that was not filled, an empty part. */
const unfinished = /amqp\.|undefined|\{|^ ?·|(^| )$| {2}/;

it.each(['ko', 'en'] as const)('every step of every scenario has a finished sentence (%s)', (locale) => {
  const t = translator(locale);
  const texts = new Set<string>();
  for (const { id } of view.scenarios) {
    const session = view.openScenario(id, 0);
    if (session === null) throw new Error(id);
    for (let step = 0; step <= session.player.getState().knownEnd.step; step += 1) {
      const { summary, details } = session.describe(step, t);
      for (const text of [summary, ...details]) texts.add(text);
    }
  }
  for (const text of texts) expect(text).not.toMatch(unfinished);
  for (const id of MISCONCEPTIONS) expect(t(`labs.amqp.questions.misconceptions.${id}`)).not.toBe('');
});

it('tells an answer as sent to the client that asked: it needs no binding', () => {
  const session = view.openScenario('rpc', 0);
  if (session === null) throw new Error('there is no such scenario');
  for (let step = 0; step <= session.player.getState().knownEnd.step; step += 1)
    expect(session.describe(step, translator('en')).summary).not.toContain('no binding');
});

it('queues are shown as available while every node of the broker is up, replicated or not', () => {
  for (const scenario of amqpScenarios) {
    const timeline = timelineFromRecording(amqp, recordScenario(amqp, scenario));
    timeline.seekStep(0);
    expect(timeline.snapshot().state.nodes.every(({ isUp }) => isUp)).toBe(true);
    timeline.seekStep(timeline.knownEnd.step);
    const { state } = timeline.snapshot();
    if (!state.nodes.every(({ isUp }) => isUp)) continue;
    for (const queue of state.broker.queues)
      expect(nodeOf(state, { id: `q:${queue.name}`, type: 'queue' }, { x: 0, y: 0 }).data).toMatchObject({
        isAvailable: true,
      });
  }
});
