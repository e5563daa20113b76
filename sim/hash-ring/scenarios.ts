import type { Scenario } from '../core/scenario';
import { type HashRingCommand, type HashRingConfig, hashRingConfig } from './config';
import { moments } from './moments';

export type HashRingScenarioId =
  | 'stickiness-is-not-delivery'
  | 'more-pods-than-shards'
  | 'modulo-four-to-five'
  | 'ring-shrinks-shares'
  | 'maglev-against-ring'
  | 'one-ejected-host'
  | 'shards-without-a-reader'
  | 'every-order-of-pods';

type HashRingScenario = Scenario<HashRingConfig, HashRingCommand> & { readonly id: HashRingScenarioId };

/** Each command half a second after the last. */
function scenario(id: HashRingScenarioId, config: object, ...commands: readonly HashRingCommand[]): HashRingScenario {
  return {
    id,
    ...moments[id],
    config: hashRingConfig.parse(config),
    seed: 1,
    commands: commands.map((command, index) => ({ tick: 500 * (index + 1), command })),
    endTick: 500 * (commands.length + 1),
  };
}

const job = (number: number) => `job-${number}`;
const publish = (number: number): HashRingCommand => ({ type: 'publish', key: job(number) });
const lookUp = (number: number): HashRingCommand => ({ type: 'lookUp', key: job(number) });

/** The lab's scenarios, in the order they are shown. */
export const hashRingScenarios: readonly HashRingScenario[] = [
  // Envoy's ring takes a client to a pod; the worker's MD5 takes its events to another one.
  scenario('stickiness-is-not-delivery', {}, publish(1), publish(2), publish(3), publish(4), publish(5)),
  scenario(
    'more-pods-than-shards',
    {},
    lookUp(1),
    lookUp(2),
    { type: 'addHost' },
    { type: 'addHost' },
    publish(1),
    publish(2),
  ),
  scenario('modulo-four-to-five', { algorithm: 'modulo' }, lookUp(1), lookUp(2), lookUp(3), { type: 'addHost' }),
  // The ring stays about as large: every host gives positions up, so that keys of hosts that stay move too.
  scenario('ring-shrinks-shares', {}, lookUp(1), lookUp(2), lookUp(3), { type: 'addHost' }),
  scenario(
    'maglev-against-ring',
    { algorithm: 'maglev' },
    { type: 'addHost' },
    { type: 'setAlgorithm', algorithm: 'ring-hash' },
    { type: 'addHost' },
  ),
  // The second proxy has ejected a host that the first one still has; in the end both have lost it.
  scenario(
    'one-ejected-host',
    { hosts: [17, 18, 19, 20, 21].map((last) => `10.244.0.${last}:8000`), proxies: 2 },
    { type: 'addKeys', count: 8 },
    { type: 'eject', host: '10.244.0.19:8000' },
    { type: 'removeHost', host: '10.244.0.19:8000' },
  ),
  // Each pod passes on what it reads, so that only a shard without a reader loses events: first nobody takes it over, then it is dealt out.
  scenario(
    'shards-without-a-reader',
    { shardHolders: 'fixed', fanOut: true },
    publish(1),
    publish(6),
    { type: 'removeHost', host: '10.244.0.18:8000' },
    publish(1),
    publish(6),
    { type: 'rebalance' },
    publish(1),
    publish(6),
  ),
  scenario('every-order-of-pods', {}, publish(1), publish(2), { type: 'bestOrder' }, publish(1), publish(2)),
];
