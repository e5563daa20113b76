import { expect, test } from 'vitest';
import { createEngine } from '../core/engine';
import { whenItHappens } from '../core/milestone';
import { runRecording } from '../core/recording';
import { recordScenario } from '../core/scenario';
import { amqp } from './amqp';
import type { AmqpCommand } from './command';
import { type AmqpConfig, ticksFromMs } from './config';
import { type AmqpMilestoneId, amqpMilestones } from './milestones';
import { type AmqpScenarioId, amqpScenarios } from './scenarios';
import { at } from './script';
import type { AmqpEvent, AmqpState } from './state';

function milestone(id: AmqpMilestoneId) {
  const found = amqpMilestones.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no milestone "${id}"`);
  return found;
}

function scenario(id: AmqpScenarioId) {
  const found = amqpScenarios.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no scenario "${id}"`);
  return found;
}

/** The steps at which a lesson opens a scenario, and the step at which what its text waits for comes about by itself. */
const byItself: readonly (readonly [AmqpMilestoneId, AmqpScenarioId, number, number])[] = [
  ['every-bound-queue-got-it', 'topic-routing', 18, 32],
  ['a-message-was-redelivered', 'eco2-pipeline', 191, 204],
  ['two-consumers-were-served', 'overload-without-prefetch', 133, 147],
  ['two-consumers-were-served', 'overload-with-prefetch', 98, 108],
  ['a-message-was-dead-lettered', 'poison-message', 25, 48],
  ['a-publish-was-lost', 'lost-without-confirms', 58, 62],
  ['a-lost-message-was-sent-again', 'kept-with-confirms', 67, 95],
  ['an-own-queue-came-back', 'pub-sub', 60, 95],
  ['a-queue-has-a-new-leader', 'quorum-loses-a-minority', 127, 137],
  ['a-call-was-answered', 'rpc', 0, 19],
  ['a-consumer-is-back', 'kept-with-confirms', 68, 80],
  ['a-free-worker-waits', 'prefetched-by-one', 17, 20],
];

for (const [id, scenarioId, from, step] of byItself) {
  test(`${id} comes about in ${scenarioId}, after step ${from} and at step ${step}`, () => {
    const met = whenItHappens(amqp, milestone(id), recordScenario(amqp, scenario(scenarioId)), from);
    expect(met?.step).toBe(step);
  });
}

test.each([
  ['every-bound-queue-got-it', 'topic-routing', 18, 'order.paid.kr'],
  ['a-message-was-redelivered', 'eco2-pipeline', 191, 500],
  ['an-own-queue-came-back', 'pub-sub', 60, 3],
  ['two-consumers-were-served', 'overload-without-prefetch', 133, 50],
  ['two-consumers-were-served', 'overload-with-prefetch', 98, 10],
  ['a-queue-has-a-new-leader', 'quorum-loses-a-minority', 127, 'n2'],
  ['a-call-was-answered', 'rpc', 0, 2],
  ['a-consumer-is-back', 'kept-with-confirms', 68, 'basic.qos'],
  ['a-free-worker-waits', 'prefetched-by-one', 17, 4],
] as const)('%s: the run of %s from step %i answers %s', (id, scenarioId, from, answer) => {
  const recording = recordScenario(amqp, scenario(scenarioId));
  const engine = createEngine(amqp, { config: recording.config, seed: recording.seed });
  const watch = milestone(id).watch();
  let isMet = false;
  runRecording(engine, recording, (record) => {
    if (!isMet && record.step > from) isMet = watch.see(record, engine.state);
  });
  expect(watch.answer).toBe(answer);
});

test('a channel is closed when the exchange goes that its client publishes to, and in one scenario only by itself', () => {
  const closed = milestone('a-channel-was-closed');
  const closedIn = amqpScenarios.filter((each) => whenItHappens(amqp, closed, recordScenario(amqp, each)) !== null);
  expect(closedIn.map(({ id }) => id)).toEqual(['eta-task-times-out']);
  const { commands, ...rest } = scenario('topic-routing');
  const gone = at(2700, { type: 'deleteExchange', exchange: 'orders' });
  const recording = recordScenario(amqp, { ...rest, commands: [...commands, ...gone], endTick: ticksFromMs(4000) });
  expect(whenItHappens(amqp, closed, recording)?.tick).toBe(ticksFromMs(2850));
});

test('what is refused to the one who declares closes no client’s channel', () => {
  const { config, seed } = scenario('topic-routing');
  const engine = createEngine<AmqpConfig, AmqpState, AmqpCommand, AmqpEvent>(amqp, { config, seed });
  const watch = milestone('a-channel-was-closed').watch();
  const twice = [{}, { 'x-queue-type': 'quorum' }].map((args) => ({ queue: 'jobs', arguments: args }));
  const records = at(0, ...twice.map((options) => ({ type: 'declareQueue' as const, ...options }))).map(({ command }) =>
    engine.dispatch(command),
  );
  expect(records.at(-1)?.trace.some(({ kind, actor }) => kind === 'channel-closed' && actor === 'admin')).toBe(true);
  expect(records.some((record) => watch.see(record, engine.state))).toBe(false);
});

test('nothing is sent again without confirms', () => {
  const recording = recordScenario(amqp, scenario('lost-without-confirms'));
  expect(whenItHappens(amqp, milestone('a-lost-message-was-sent-again'), recording)).toBeNull();
});
