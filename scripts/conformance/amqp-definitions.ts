/**
 * Topologies by way of RabbitMQ's definitions: exported from the model, loaded into the real broker and exported by it, they
 * are the same; and so when what the real broker exported is loaded into a model.
 */
import fc from 'fast-check';
import { createBroker, handle } from '../../sim/amqp/broker/broker';
import type { ClientMethod } from '../../sim/amqp/broker/frames';
import type { BrokerState } from '../../sim/amqp/broker/types';
import { type Definitions, exportDefinitions, importDefinitions } from '../../sim/amqp/definitions';
import { parseLine } from '../../sim/amqp/session-lines';
import type { Json } from '../../sim/core/simulation';
import { stableText } from './amqp-canonical';
import { topologies } from './amqp-topologies';
import type { RabbitmqServer } from './rabbitmq-server';

const topologyCount = 30;
const quietEnv = { nowMs: 0, send: () => {}, note: () => {} };

type Parts = Pick<Definitions, 'exchanges' | 'queues' | 'bindings'>;

function brokerWith(methods: readonly ClientMethod[]): BrokerState {
  const broker = createBroker();
  for (const method of methods) handle(broker, 'admin', method, quietEnv);
  return broker;
}

/** The topology of definitions in any order. */
const partsText = ({ exchanges, queues, bindings }: Parts): string =>
  [exchanges, queues, bindings]
    .map((part) =>
      part
        .map((one) => stableText(one as Json))
        .sort()
        .join('\n'),
    )
    .join('\n\n');

/** What the real broker exports of `/` once this was loaded into it and nothing else. */
async function throughBroker(server: RabbitmqServer, definitions: Definitions): Promise<Parts> {
  await server.api('DELETE', '/vhosts/%2F');
  await server.api('PUT', '/vhosts/%2F');
  await server.api('POST', '/definitions', definitions);
  const all = (await server.api('GET', '/definitions')) as Parts;
  const isHere = ({ vhost }: { readonly vhost: string }): boolean => vhost === '/';
  return {
    exchanges: all.exchanges.filter(isHere),
    queues: all.queues.filter(isHere),
    bindings: all.bindings.filter(isHere),
  };
}

/** What a model exports that was made from definitions. */
function throughModel(definitions: Parts): Parts {
  const read = importDefinitions(JSON.stringify(definitions));
  if (!read.ok) throw new Error(`definitions not read: ${JSON.stringify(read.problems)}`);
  const { exchanges, queues, bindings } = read.topology;
  return exportDefinitions({
    broker: brokerWith([
      ...exchanges.map(
        ({ exchangeType: type, ...rest }): ClientMethod => ({ method: 'exchange.declare', channel: 1, type, ...rest }),
      ),
      ...queues.map((queue): ClientMethod => ({ method: 'queue.declare', channel: 1, ...queue })),
      ...bindings.map(({ source, destination, destinationType, ...rest }): ClientMethod => {
        if (destinationType === 'exchange') {
          return { method: 'exchange.bind', channel: 1, source, destination, ...rest };
        }
        return { method: 'queue.bind', channel: 1, exchange: source, queue: destination, ...rest };
      }),
    ]),
  });
}

/** Whether all were the same everywhere; the first that was not is printed. */
export async function compareDefinitions(server: RabbitmqServer, seed: number): Promise<boolean> {
  for (const lines of fc.sample(topologies, { seed, numRuns: topologyCount })) {
    // RabbitMQ refuses to import a null, which a binding to a headers exchange may have.
    const writable = lines.map((line) => JSON.stringify(line)).filter((line) => !line.includes('null'));
    const methods = writable.map(parseLine);
    const broker = brokerWith(methods.flatMap((line) => (line.kind === 'method' ? [line.method as ClientMethod] : [])));
    const ours = exportDefinitions({ broker });
    const real = await throughBroker(server, ours);
    const again = throughModel(real);
    if (partsText(ours) === partsText(real) && partsText(again) === partsText(real)) continue;
    process.stdout.write(
      `A topology is not the same after it was loaded into RabbitMQ.\nExported here:\n${partsText(ours)}\n`,
    );
    process.stdout.write(`Exported there:\n${partsText(real)}\nLoaded here and exported again:\n${partsText(again)}\n`);
    return false;
  }
  process.stdout.write(`${topologyCount} topologies are the same after export, import into RabbitMQ and export.\n`);
  return true;
}
