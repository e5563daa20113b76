import { createEngine, type StepRecord } from '../../core/engine';
import type { Recording } from '../../core/recording';
import { playCommands, recordScenario } from '../../core/scenario';
import { amqp } from '../amqp';
import type { AmqpCommand } from '../command';
import { type AmqpConfig, amqpConfig, ticksFromMs } from '../config';
import { at, type WrittenCommand } from '../script';
import type { AmqpEvent, AmqpState } from '../state';

/** What has been done at a broker, by commands only, up to a moment. */
export interface Story {
  readonly commands: ReturnType<typeof at>;
  readonly endMs: number;
}

type Step = StepRecord<AmqpCommand, AmqpEvent>;

/** Frames take so little time that a story's steps, 100 ms and more apart, do not overlap. */
const config: AmqpConfig = amqpConfig.parse({ latencyMinMs: 20, latencyMaxMs: 20, hopMs: 20, connectionLossMs: 100 });

export function story(commands: Story['commands'], endMs: number): Story {
  return { commands, endMs };
}

/** The story carried on by some commands at its end, up to so many milliseconds after it. */
export function carriedOn({ commands, endMs }: Story, more: readonly WrittenCommand[], ms: number): Story {
  return { commands: [...commands, ...at(endMs, ...more)], endMs: endMs + ms };
}

export function recordStory({ commands, endMs }: Story): Recording<AmqpConfig, AmqpCommand> {
  return recordScenario(amqp, { id: 'question', config, seed: 1, commands, endTick: ticksFromMs(endMs) });
}

/** The state at the end of a story, and its steps. */
export function runStory({ commands, endMs }: Story): { readonly state: AmqpState; readonly records: readonly Step[] } {
  const engine = createEngine<AmqpConfig, AmqpState, AmqpCommand, AmqpEvent>(amqp, { config, seed: 1 });
  const records: readonly Step[] = [...playCommands(engine, { commands, endTick: ticksFromMs(endMs) })];
  return { state: engine.state, records };
}
