import type { Simulation } from '../core/simulation';
import { createBroker } from './broker/broker';
import { followUp, runBrokerTimer } from './broker-call';
import { onArrival, onClientEvent, onConnectionLost } from './clients';
import { type AmqpCommand, amqpCommand } from './command';
import { runCommand } from './commands';
import { type AmqpConfig, amqpConfig, brokerSettings, NODE_IDS, TICKS_PER_SECOND } from './config';
import { amqpInvariants } from './invariants';
import { noObservations } from './observations';
import { onElectionTimeout, onQuorumMessage } from './quorum-election';
import { type AmqpEvent, type AmqpState, findClient } from './state';
import type { AmqpTrace } from './trace-kinds';

/**
 * A RabbitMQ cluster with its clients. The broker answers as RabbitMQ 3.10 or 4.0 does (`broker/`); around it, frames take time,
 * clients publish, work, acknowledge, fail and crash, nodes stop, and quorum queues replicate what they are asked over the
 * nodes with Raft before they do it. Ticks are microseconds.
 */
export const amqp: Simulation<AmqpConfig, AmqpState, AmqpCommand, AmqpEvent, AmqpTrace> = {
  id: 'amqp',
  version: '1',
  ticksPerSecond: TICKS_PER_SECOND,
  config: amqpConfig,
  command: amqpCommand,
  invariants: amqpInvariants,

  init(config) {
    return {
      config,
      broker: createBroker(brokerSettings(config)),
      clients: [],
      manualClient: { connections: 0, connection: null, node: null, held: [], published: 0 },
      nodes: NODE_IDS.slice(0, config.nodes).map((id) => ({ id, isUp: true })),
      homes: {},
      quorumGroups: [],
      nextOperation: 1,
      heldConfirms: [],
      closedChannels: [],
      heldCalls: [],
      places: {},
      hops: [],
      nextMessageId: 1,
      framesInFlight: 0,
      brokerTimer: null,
      observations: noObservations(),
    };
  },

  onCommand(state, command, world) {
    runCommand(state, command, world);
    return state;
  },

  onEvent(state, event, world) {
    switch (event.type) {
      case 'arrive':
        onArrival(state, event.transit, world);
        break;
      case 'publish':
      case 'workDone':
      case 'connect': {
        const client = findClient(state, event.client);
        if (client !== null) onClientEvent(state, client, event, world);
        break;
      }
      case 'connectionLost':
        onConnectionLost(state, event.connection, world);
        break;
      case 'brokerTimer':
        runBrokerTimer(state, world);
        break;
      case 'quorumMessage': {
        const { message } = event;
        const group = state.quorumGroups.find(({ queueId }) => queueId === message.queueId);
        onQuorumMessage(state, group, message, world);
        followUp(state, world);
        break;
      }
      case 'electionTimeout': {
        const group = state.quorumGroups.find(({ queueId }) => queueId === event.queueId);
        if (group !== undefined) onElectionTimeout(state, group, event.node, world);
        followUp(state, world);
      }
    }
    return state;
  },
};
