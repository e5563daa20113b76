import type { Simulation, World } from '../core/simulation';
import { newClient, startProcess } from './clients';
import { type RedisStreamsCommand, redisStreamsCommand } from './command';
import { runCommand } from './commands';
import { DEFAULT_GROUP, DEFAULT_KEY, type RedisStreamsConfig, redisStreamsConfig, TICKS_PER_SECOND } from './config';
import type { RedisStreamsEvent } from './event';
import { deliverReply, elapse, reconnect } from './faults';
import { redisStreamsInvariants } from './invariants';
import { drop, lose } from './network';
import { noObservations } from './observe';
import { disconnectClient, elapseBlocks, receiveRequest, startServer } from './server-link';
import { findClient, type RedisStreamsState } from './state';
import type { RedisStreamsTrace } from './trace';

/**
 * Redis Streams (7.0, or another version) with clients around it: producers, consumers of groups, readers, claimers, and a person at a console. The
 * server answers each command at the moment it arrives, in no time: what takes time is the network and the clients' work.
 * Ticks are microseconds; the server's clock has milliseconds, as Redis' has for ids, idle times and BLOCK.
 */
export const redisStreams: Simulation<
  RedisStreamsConfig,
  RedisStreamsState,
  RedisStreamsCommand,
  RedisStreamsEvent,
  RedisStreamsTrace
> = {
  id: 'redis-streams',
  version: '1',
  ticksPerSecond: TICKS_PER_SECOND,
  config: redisStreamsConfig,
  command: redisStreamsCommand,
  invariants: redisStreamsInvariants,

  init(config, world) {
    const state: RedisStreamsState = {
      config,
      server: startServer(config),
      firstOpenConnection: 0,
      replica: null,
      clients: [],
      console: { lines: [], nextNumber: 1 },
      nextMessageId: 1,
      nextConnection: 1,
      lastDueTicks: {},
      blocked: {},
      blockTimer: null,
      series: { groups: {}, rates: [], unreadTrimmed: {} },
      observations: noObservations(),
    };
    startClients(state, world);
    return state;
  },

  onCommand(state, command, world) {
    runCommand(state, command, world);
    return state;
  },

  onEvent(state, event, world) {
    if (event.type === 'blockTimeout') elapseBlocks(state, world);
    else if (event.type === 'lose') lose(event.message, world);
    else if (event.type === 'close') disconnectClient(state, event.client, event.connection, world);
    else if (event.type === 'deliver' && event.message.direction === 'request') {
      receiveRequest(state, event.message, world);
    } else {
      const client = findClient(state, event.type === 'deliver' ? event.message.client : event.client);
      if (event.type === 'timer') {
        if (client !== null) elapse(state, client, world);
      } else if (event.type === 'disconnected') {
        if (client !== null) reconnect(state, client, event.connection, world);
      } else if (event.message.direction === 'reply') {
        if (client === null) drop(event.message, 'removed', world);
        else deliverReply(state, client, event.message, world);
      }
    }
    return state;
  },
};

/** The producers and consumers that the configuration asks for, as `addClient` would start them. */
function startClients(state: RedisStreamsState, world: World<RedisStreamsEvent>): void {
  const { producers, consumers } = state.config;
  const key = DEFAULT_KEY;
  for (let number = 1; number <= producers; number += 1) {
    const options = redisStreamsCommand.parse({
      type: 'addClient',
      client: `producer-${number}`,
      options: { role: 'producer', key },
    });
    start(state, options, world);
  }
  for (let number = 1; number <= consumers; number += 1) {
    const options = { role: 'consumer', key, group: DEFAULT_GROUP, serviceMinMs: 200, serviceMaxMs: 400 };
    start(state, redisStreamsCommand.parse({ type: 'addClient', client: `worker-${number}`, options }), world);
  }
}

function start(state: RedisStreamsState, command: RedisStreamsCommand, world: World<RedisStreamsEvent>): void {
  if (command.type !== 'addClient') return;
  const client = newClient(command.client, command.options);
  state.clients.push(client);
  startProcess(state, client, world);
}
