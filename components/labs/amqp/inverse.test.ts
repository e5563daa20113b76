import { describe, expect, it } from 'vitest';
import { amqp } from '@/sim/amqp/amqp';
import { type AmqpCommand, amqpCommand } from '@/sim/amqp/command';
import { exportDefinitions } from '@/sim/amqp/definitions';
import { amqpScenarios } from '@/sim/amqp/scenarios';
import type { AmqpState } from '@/sim/amqp/state';
import { recordScenario } from '@/sim/core/scenario';
import { timelineFromRecording } from '@/sim/core/timeline';
import { inverseOf } from './inverse';

/** What an edit changes: topology, and clients with what they were told to do. */
function built(state: AmqpState): unknown {
  const { exchanges, queues, bindings, policies } = exportDefinitions(state);
  const byText = (one: object, other: object) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
  return {
    exchanges: exchanges.toSorted(byText),
    queues: queues.toSorted(byText),
    bindings: bindings.toSorted(byText),
    policies,
    clients: state.clients.map(({ id, options }) => ({ id, options })).toSorted(byText),
  };
}

/** A run that stands where the scenario's topology is built. */
function builtRun() {
  const scenario = amqpScenarios.find(({ id }) => id === 'retry-with-ttl');
  if (scenario === undefined) throw new Error('no such scenario');
  const timeline = timelineFromRecording(amqp, recordScenario(amqp, scenario));
  timeline.seekTick(0);
  return timeline;
}

const edits: readonly unknown[] = [
  { type: 'declareExchange', exchange: 'new' },
  { type: 'editExchange', exchange: 'work', exchangeType: 'topic' },
  { type: 'deleteExchange', exchange: 'work' },
  { type: 'declareQueue', queue: 'new', arguments: { 'x-max-length': 3 } },
  { type: 'editQueue', queue: 'jobs', arguments: { 'x-message-ttl': 9 } },
  { type: 'deleteQueue', queue: 'jobs' },
  { type: 'setPolicy', name: 'short', definition: { 'message-ttl': 5 } },
  { type: 'bind', source: 'work', destinationType: 'queue', destination: 'jobs.wait', routingKey: 'other' },
  { type: 'unbind', source: 'work', destinationType: 'queue', destination: 'jobs', routingKey: 'job' },
  { type: 'addPublisher', client: 'new', options: { exchange: 'work' } },
  { type: 'editPublisher', client: 'producer', options: { exchange: 'retry' } },
  { type: 'editConsumer', client: 'worker', options: { queue: 'jobs.wait' } },
  { type: 'removeClient', client: 'worker' },
  {
    type: 'importTopology',
    topology: {
      exchanges: [{ exchange: 'in' }],
      queues: [{ queue: 'from-file' }],
      bindings: [
        { source: 'in', destinationType: 'queue', destination: 'from-file' },
        { source: 'work', destinationType: 'queue', destination: 'jobs.wait', routingKey: 'more' },
      ],
    },
  },
];

describe('the commands that take an edit back', () => {
  it.each(edits.map((edit) => amqpCommand.parse(edit)))('after $type leave what was built before', (command) => {
    const timeline = builtRun();
    const before = structuredClone(timeline.snapshot().state);
    timeline.dispatch(command);
    const after = timeline.snapshot().state;
    expect(built(after)).not.toEqual(built(before));
    for (const each of inverseOf(command, before, after) ?? []) timeline.dispatch(each);
    expect(built(timeline.snapshot().state)).toEqual(built(before));
  });

  it('put what was moved back where it was shown', () => {
    const timeline = builtRun();
    const before = structuredClone(timeline.snapshot().state);
    const command: AmqpCommand = { type: 'move', node: 'q:jobs', x: 5, y: 6 };
    timeline.dispatch(command);
    for (const each of inverseOf(command, before, timeline.snapshot().state) ?? []) timeline.dispatch(each);
    expect(timeline.snapshot().state.places['q:jobs']).toEqual(before.places['q:jobs']);
  });

  it('do not exist where nothing was built or changed', () => {
    const { state } = builtRun().snapshot();
    expect(inverseOf({ type: 'purgeQueue', queue: 'jobs' }, state, state)).toBeNull();
    expect(inverseOf({ type: 'deleteQueue', queue: 'nothing' }, state, state)).toBeNull();
  });
});
