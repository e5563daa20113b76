import * as z from 'zod/mini';
import { createBroker, handle, policyComplaint, usualSettings } from './broker/broker';
import type { ClientMethod } from './broker/frames';
import type { BrokerState } from './broker/types';
import { type Topology, topology } from './command';
import { ADMIN } from './node-ids';
import { fieldTable, policyOptions } from './options';

/**
 * RabbitMQ's definitions as the management plugin exports and imports them: GET and POST /api/definitions
 * (https://www.rabbitmq.com/docs/definitions; rabbit_definitions.erl). Users, permissions and parameters are not part
 * of a topology here: none are written, and those that are read are named as left out.
 */

/** The releases whose behaviour and format these are. */
const releases = { '3.10': '3.10.8', '4.0': '4.0.9' } as const;

const VHOST = '/';

type Table = z.infer<typeof fieldTable>;

export interface Definitions {
  readonly rabbit_version: string;
  readonly vhosts: readonly { readonly name: string }[];
  readonly queues: readonly {
    readonly name: string;
    readonly vhost: string;
    readonly durable: boolean;
    readonly auto_delete: boolean;
    readonly arguments: Table;
  }[];
  readonly exchanges: readonly {
    readonly name: string;
    readonly vhost: string;
    readonly type: string;
    readonly durable: boolean;
    readonly auto_delete: boolean;
    readonly internal: boolean;
    readonly arguments: Table;
  }[];
  readonly policies: readonly {
    readonly vhost: string;
    readonly name: string;
    readonly pattern: string;
    readonly 'apply-to': string;
    readonly definition: Table;
    readonly priority: number;
  }[];
  readonly bindings: readonly {
    readonly source: string;
    readonly vhost: string;
    readonly destination: string;
    readonly destination_type: string;
    readonly routing_key: string;
    readonly arguments: Table;
  }[];
}

/** The topology as definitions. Predeclared exchanges and exclusive queues are no part of it, as with RabbitMQ. */
export function exportDefinitions({ broker }: { readonly broker: BrokerState }): Definitions {
  const queues = broker.queues.filter(({ exclusiveOwner }) => exclusiveOwner === null);
  const queueNames = new Set(queues.map(({ name }) => name));
  const bindings = broker.exchanges.flatMap((exchange) => (exchange.name === '' ? [] : exchange.bindings));
  return {
    rabbit_version: releases[broker.settings.version],
    vhosts: [{ name: VHOST }],
    queues: queues.map(({ name, durable, autoDelete, arguments: given }) => ({
      name,
      vhost: VHOST,
      durable,
      auto_delete: autoDelete,
      arguments: given as Table,
    })),
    exchanges: broker.exchanges
      .filter(({ name }) => !isPredeclared(name))
      .map(({ name, type, durable, autoDelete, internal, arguments: given }) => ({
        name,
        vhost: VHOST,
        type,
        durable,
        auto_delete: autoDelete,
        internal,
        arguments: given as Table,
      })),
    policies: broker.policies.map(({ name, pattern, applyTo, definition, priority }) => ({
      vhost: VHOST,
      name,
      pattern,
      'apply-to': applyTo,
      definition: definition as Table,
      priority,
    })),
    bindings: bindings
      .filter(({ destinationType, destination }) => destinationType === 'exchange' || queueNames.has(destination))
      .map(({ source, destination, destinationType, routingKey, arguments: given }) => ({
        source,
        vhost: VHOST,
        destination,
        destination_type: destinationType,
        routing_key: routingKey,
        arguments: given as Table,
      })),
  };
}

function isPredeclared(exchange: string): boolean {
  return exchange === '' || exchange.startsWith('amq.');
}

/** What is wrong with definitions, and where: `path` as in `queues[2].arguments`, '' for the whole. */
export interface DefinitionsProblem {
  readonly path: string;
  /**
   * `broken-json`, `invalid` (another shape or value than expected: `detail` says it in English), `several-vhosts` (`detail`
   * names them), or `refused` (the broker's own error is in `detail`).
   */
  readonly kind: 'broken-json' | 'invalid' | 'several-vhosts' | 'refused';
  readonly detail: string;
}

export type ImportedDefinitions =
  | {
      readonly ok: true;
      readonly topology: Topology;
      /** Parts that say something and are left out: `users`, `policies` … */
      readonly leftOut: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly DefinitionsProblem[] };

const vhost = z._default(z.string().check(z.maxLength(255)), VHOST);
const exchangesEntry = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(127)),
  vhost,
  type: z.string().check(z.maxLength(127)),
  durable: z.boolean(),
  auto_delete: z.boolean(),
  internal: z._default(z.boolean(), false),
  arguments: z._default(fieldTable, {}),
});
const queuesEntry = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(127)),
  vhost,
  durable: z.boolean(),
  auto_delete: z.boolean(),
  arguments: z._default(fieldTable, {}),
});
const bindingsEntry = z.object({
  source: z.string().check(z.minLength(1), z.maxLength(127)),
  vhost,
  destination: z.string().check(z.minLength(1), z.maxLength(127)),
  destination_type: z.enum(['queue', 'exchange']),
  routing_key: z.string().check(z.maxLength(255)),
  arguments: z._default(fieldTable, {}),
});

const policiesEntry = z.object({
  name: policyOptions.shape.name,
  vhost,
  pattern: policyOptions.shape.pattern,
  'apply-to': z._default(policyOptions.shape.applyTo, 'all'),
  priority: policyOptions.shape.priority,
  definition: fieldTable,
});

const file = z.object({
  exchanges: z._default(z.array(exchangesEntry), []),
  queues: z._default(z.array(queuesEntry), []),
  bindings: z._default(z.array(bindingsEntry), []),
  policies: z._default(z.array(policiesEntry), []),
});

/** The type of a plug-in that many have installed: a broker without it does not know the type, and its words say no more than that. */
const DELAYED = 'x-delayed-message';
const delayedComplaint = `unknown exchange type '${DELAYED}': it is the plug-in rabbitmq_delayed_message_exchange’s, which this lab does not have`;

const otherParts = ['users', 'permissions', 'topic_permissions', 'parameters'] as const;

/**
 * Reads definitions from JSON text: of a whole broker, or of one virtual host. Everything is tried on a fresh broker first, so
 * that what is returned can be declared. Of several virtual hosts that have something in them `vhostName` says which is meant.
 */
export function importDefinitions(text: string, vhostName: string | null = null): ImportedDefinitions {
  const value = parseJson(text);
  if (value === undefined) return failed([{ path: '', kind: 'broken-json', detail: 'not JSON' }]);
  const parsed = file.safeParse(value);
  if (!parsed.success) {
    return failed(
      parsed.error.issues
        .slice(0, 50)
        .map(({ path, message }) => ({ path: pathText(path), kind: 'invalid', detail: message })),
    );
  }
  const { exchanges, queues, bindings, policies } = parsed.data;
  const all = [...exchanges, ...queues, ...bindings, ...policies];
  const vhosts = [...new Set(all.map((entry) => entry.vhost))];
  if (vhostName === null && vhosts.length > 1) {
    return failed([{ path: 'vhosts', kind: 'several-vhosts', detail: vhosts.join(', ') }]);
  }
  const chosen = vhostName ?? vhosts[0] ?? VHOST;
  return tryOut(parsed.data, chosen, leftOutOf(value));
}

function failed(problems: readonly DefinitionsProblem[]): ImportedDefinitions {
  return { ok: false, problems };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

function leftOutOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const parts = new Map(Object.entries(value));
  return otherParts.filter((name) => {
    const part: unknown = parts.get(name);
    return Array.isArray(part) && part.length > 0;
  });
}

function tryOut(given: z.infer<typeof file>, chosen: string, leftOut: readonly string[]): ImportedDefinitions {
  const problems: DefinitionsProblem[] = [];
  const broker = createBroker({ ...usualSettings, version: '4.0' });
  function declare(path: string, method: ClientMethod): boolean {
    const errors: string[] = [];
    handle(broker, ADMIN, method, {
      nowMs: 0,
      note: () => {},
      send: (_, frame) => {
        if (frame.method === 'channel.close' || frame.method === 'connection.close') errors.push(frame.replyText);
      },
    });
    for (const detail of errors) problems.push({ path, kind: 'refused', detail });
    return errors.length === 0;
  }
  const made = {
    exchanges: [] as unknown[],
    queues: [] as unknown[],
    bindings: [] as unknown[],
    policies: [] as unknown[],
  };
  for (const [index, entry] of given.policies.entries()) {
    if (entry.vhost !== chosen) continue;
    const { vhost: _, 'apply-to': applyTo, ...rest } = entry;
    const complaint = policyComplaint(broker, { ...rest, applyTo });
    if (complaint === null) made.policies.push({ ...rest, applyTo });
    else problems.push({ path: `policies[${index}]`, kind: 'refused', detail: complaint });
  }
  for (const [index, entry] of given.exchanges.entries()) {
    if (entry.vhost !== chosen || isPredeclared(entry.name)) continue;
    const { name: exchange, type, durable, auto_delete: autoDelete, internal, arguments: table } = entry;
    const options = { durable, autoDelete, internal, arguments: table };
    if (type === DELAYED) {
      problems.push({ path: `exchanges[${index}].type`, kind: 'refused', detail: delayedComplaint });
      continue;
    }
    const method = { method: 'exchange.declare', channel: 1, exchange, type, ...options } as const;
    if (declare(`exchanges[${index}]`, method)) made.exchanges.push({ exchange, exchangeType: type, ...options });
  }
  for (const [index, entry] of given.queues.entries()) {
    if (entry.vhost !== chosen) continue;
    const { name: queue, durable, auto_delete: autoDelete, arguments: table } = entry;
    const options = { durable, autoDelete, arguments: table };
    if (declare(`queues[${index}]`, { method: 'queue.declare', channel: 1, queue, ...options })) {
      made.queues.push({ queue, ...options });
    }
  }
  for (const [index, entry] of given.bindings.entries()) {
    if (entry.vhost !== chosen) continue;
    const { source, destination, destination_type: destinationType, routing_key: routingKey, arguments: table } = entry;
    const more = { channel: 1, routingKey, arguments: table } as const;
    const method: ClientMethod =
      destinationType === 'queue'
        ? { method: 'queue.bind', queue: destination, exchange: source, ...more }
        : { method: 'exchange.bind', destination, source, ...more };
    if (declare(`bindings[${index}]`, method)) {
      made.bindings.push({ source, destinationType, destination, routingKey, arguments: table });
    }
  }
  if (problems.length > 0) return failed(problems.slice(0, 50));
  const whole = topology.safeParse(made);
  if (!whole.success) {
    return failed(
      whole.error.issues.map(({ path, message }) => ({ path: pathText(path), kind: 'invalid', detail: message })),
    );
  }
  return { ok: true, topology: whole.data, leftOut };
}
