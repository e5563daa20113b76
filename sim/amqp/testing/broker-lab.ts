import { createEngine, type Engine, type StepRecord } from '../../core/engine';
import type { TraceEntry } from '../../core/simulation';
import { amqp } from '../amqp';
import { readyMessages } from '../broker/ready';
import { findQueue } from '../broker/topology';
import { type AmqpCommand, amqpCommand } from '../command';
import { type AmqpConfig, amqpConfig, ticksFromMs } from '../config';
import type { WrittenCommand } from '../script';
import { type AmqpEvent, type AmqpState, type ConsumerClient, findClient, type PublisherClient } from '../state';

export type AmqpStep = StepRecord<AmqpCommand, AmqpEvent>;

/** A lab driven by milliseconds, for tests. */
export interface BrokerLab {
  readonly engine: Engine<AmqpState, AmqpCommand, AmqpEvent>;
  readonly records: readonly AmqpStep[];
  runTo(milliseconds: number): void;
  act(...commands: readonly WrittenCommand[]): void;
  /** Everything traced so far, of these kinds. */
  traced(...kinds: readonly string[]): readonly TraceEntry[];
  /** The bodies that are ready in a queue, head first. */
  ready(queue: string): string[];
  publisher(id: string): PublisherClient;
  consumer(id: string): ConsumerClient;
}

export function createLab(config: Partial<AmqpConfig> = {}, seed = 1): BrokerLab {
  const engine = createEngine(amqp, { config: amqpConfig.parse(config), seed });
  const records: AmqpStep[] = [];

  function client(id: string) {
    const found = findClient(engine.state, id);
    if (found === null) throw new Error(`no ${id}`);
    return found;
  }

  return {
    engine,
    records,
    runTo(milliseconds) {
      const tick = ticksFromMs(milliseconds);
      while (engine.nextDueTick !== null && engine.nextDueTick <= tick) {
        const record = engine.step();
        if (record !== null) records.push(record);
      }
      engine.advanceTo(tick);
    },
    act(...commands) {
      for (const command of commands) records.push(engine.dispatch(amqpCommand.parse(command)));
    },
    traced: (...kinds) => records.flatMap(({ trace }) => trace).filter(({ kind }) => kinds.includes(kind)),
    ready(name) {
      const queue = findQueue(engine.state.broker, name);
      if (queue === undefined) throw new Error(`no queue ${name}`);
      return readyMessages(queue).map(({ message }) => message.body);
    },
    publisher(id) {
      const found = client(id);
      if (found.kind !== 'publisher') throw new Error(`${id} is no publisher`);
      return found;
    },
    consumer(id) {
      const found = client(id);
      if (found.kind !== 'consumer') throw new Error(`${id} is no consumer`);
      return found;
    },
  };
}
