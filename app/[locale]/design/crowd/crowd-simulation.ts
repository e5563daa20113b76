import * as z from 'zod';
import { defineLab, type TypesOf } from '@/sim/core/lab';
import type { Simulation, World } from '@/sim/core/simulation';

const crowdConfig = z.strictObject({
  nodes: z.int().min(2).max(100).default(50),
  messagesInFlight: z.int().min(1).max(5_000).default(1_000),
});
type CrowdConfig = z.infer<typeof crowdConfig>;

const crowdCommand = z.strictObject({ type: z.literal('nothing') });
type CrowdCommand = z.infer<typeof crowdCommand>;

/** A message that arrives. */
interface CrowdEvent {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly sentTick: number;
  readonly dueTick: number;
}

interface CrowdState {
  readonly ids: readonly string[];
  /** Messages that arrived, by node. */
  readonly received: number[];
  sent: number;
}

/** A message takes 30 to 90 ms; a tick is a microsecond. */
const latency = { minTicks: 30_000, spanTicks: 60_000 };

function send(state: CrowdState, world: World<CrowdEvent>): void {
  const count = state.ids.length;
  const sender = world.random.below(count);
  const from = state.ids[sender] ?? '';
  const to = state.ids[(sender + 1 + world.random.below(count - 1)) % count] ?? '';
  const delayTicks = latency.minTicks + world.random.below(latency.spanTicks);
  state.sent += 1;
  const { tick } = world;
  world.schedule(delayTicks, { id: state.sent, from, to, sentTick: tick, dueTick: tick + delayTicks });
}

/** Nodes that keep as many messages in flight as the configuration says: each that arrives sends the next. */
const crowd: Simulation<CrowdConfig, CrowdState, CrowdCommand, CrowdEvent> = {
  id: 'crowd',
  version: '1',
  ticksPerSecond: 1_000_000,
  config: crowdConfig,
  command: crowdCommand,
  init({ nodes, messagesInFlight }, world) {
    const ids = Array.from({ length: nodes }, (_, index) => `n${index + 1}`);
    const state = { ids, received: ids.map(() => 0), sent: 0 };
    for (let message = 0; message < messagesInFlight; message++) send(state, world);
    return state;
  },
  onCommand: (state) => state,
  onEvent(state, { to }, world) {
    const index = state.ids.indexOf(to);
    state.received[index] = (state.received[index] ?? 0) + 1;
    send(state, world);
    return state;
  },
  invariants: [],
};

export const crowdLab = defineLab({
  simulation: crowd,
  scenarios: [{ id: 'crowd' as const, config: crowdConfig.parse({}), seed: 1, commands: [], endTick: 0 }],
  challenges: [],
  predictions: [],
  milestones: [],
  questions: [],
  explorer: null,
  stepLine: () => null,
});

export type CrowdTypes = TypesOf<typeof crowdLab>;
