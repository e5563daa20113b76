import type { Tick } from '../core/simulation';
import { chargeWork } from '../core/work';
import { explainRoute } from './broker/explain-route';
import type { FieldTable } from './broker/frames';
import { findExchange } from './broker/topology';
import type { BindingVerdict } from './broker/types';
import { ticksFromMs } from './config';
import { exchangeNodeId, queueNodeId } from './node-ids';
import type { AmqpState, Hop } from './state';

/** Hops that are kept; beyond that a message's way is not drawn. */
const HOPS_MAX = 1500;

/** Draws a message on its way from one node of the canvas to another, from `sentTick` on; returns when it is there. */
export function drawHop(
  state: AmqpState,
  hop: Pick<Hop, 'number' | 'from' | 'to' | 'kind'>,
  sentTick: Tick,
  nowTick: Tick,
): Tick {
  const dueTick = sentTick + ticksFromMs(state.config.hopMs);
  if (dueTick === sentTick) return dueTick;
  if (state.hops.length >= 64 && (state.hops[0]?.dueTick ?? 0) <= nowTick) {
    chargeWork(Math.ceil(state.hops.length / 4));
    state.hops = state.hops.filter((each) => each.dueTick > nowTick);
  }
  if (state.hops.length < HOPS_MAX) state.hops.push({ id: state.nextMessageId++, sentTick, dueTick, ...hop });
  return dueTick;
}

/**
 * Draws a message's way from an exchange to each queue that it was routed to, through other exchanges where it took that way.
 * Returns when it is at each queue, by queue name.
 */
export function drawRoute(
  state: AmqpState,
  message: {
    readonly number: number;
    readonly exchange: string;
    readonly routingKey: string;
    readonly headers: FieldTable;
  },
  queues: readonly string[],
  sentTick: Tick,
  nowTick: Tick,
): Map<string, Tick> {
  const { number, exchange, routingKey, headers } = message;
  const arrivals = new Map<string, Tick>();
  const steps = leadsOnwards(state, exchange) ? stepsThrough(state, exchange, routingKey, headers) : null;
  const reached = new Map<string, Tick>([[exchange, sentTick]]);
  function reachExchange(name: string): Tick {
    const known = reached.get(name);
    if (known !== undefined) return known;
    const before = steps?.exchanges.get(name) ?? exchange;
    reached.set(name, sentTick);
    const from = exchangeNodeId(before);
    const at = drawHop(
      state,
      { number, from, to: exchangeNodeId(name), kind: 'route' },
      reachExchange(before),
      nowTick,
    );
    reached.set(name, at);
    return at;
  }
  for (const queue of queues) {
    const last = steps?.queues.get(queue) ?? exchange;
    const hop = { number, from: exchangeNodeId(last), to: queueNodeId(queue), kind: 'route' } as const;
    arrivals.set(queue, drawHop(state, hop, reachExchange(last), nowTick));
  }
  return arrivals;
}

/** Whether what is published here may pass through another exchange. */
function leadsOnwards(state: AmqpState, name: string): boolean {
  const exchange = findExchange(state.broker, name);
  if (exchange === undefined || name === '') return false;
  return (
    Object.hasOwn(exchange.arguments, 'alternate-exchange') ||
    exchange.bindings.some(({ destinationType }) => destinationType === 'exchange')
  );
}

interface Steps {
  /** The exchange from which each exchange, and each queue, was reached. */
  readonly exchanges: ReadonlyMap<string, string>;
  readonly queues: ReadonlyMap<string, string>;
}

function stepsThrough(state: AmqpState, exchange: string, routingKey: string, headers: FieldTable): Steps {
  const explained = explainRoute(state.broker, exchange, routingKey, headers);
  const exchanges = new Map<string, string>();
  const queues = new Map<string, string>();
  for (const { binding, matched } of explained.bindings as readonly BindingVerdict[]) {
    if (!matched) continue;
    const known = binding.destinationType === 'queue' ? queues : exchanges;
    if (!known.has(binding.destination)) known.set(binding.destination, binding.source);
  }
  let previous = exchange;
  for (const { exchange: name, via } of explained.exchanges) {
    if (via === 'alternate' && !exchanges.has(name)) exchanges.set(name, previous);
    previous = name;
  }
  return { exchanges, queues };
}
