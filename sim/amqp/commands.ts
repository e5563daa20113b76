import { CommandRefused } from '../core/simulation';
import { policyComplaint } from './broker/broker';
import { changeAlarm, changePolicy, givePlace } from './broker-call';
import { askBroker, connect, crash, disconnect, pause, resume, scheduleConnect } from './clients';
import type { AmqpCommand } from './command';
import { CLIENTS_MAX, POLICIES_MAX } from './config';
import { makeConsumer } from './consumer';
import { getManually, publishManually, settleManually } from './manual-client';
import { ADMIN, nameOfNode } from './node-ids';
import { startNode, stopNode } from './nodes';
import { type ConsumerOptions, clientComplaint, type Place, type PublisherOptions } from './options';
import { makePublisher, scheduleBurst, stopBursts } from './publisher';
import { type AmqpState, type Client, findClient } from './state';
import { isTopologyCommand, runTopologyCommand } from './topology-commands';
import { type AmqpWorld, tell } from './trace-kinds';

/** Carries out what a person does. Throws CommandRefused, with nothing changed, for what no broker could be asked. */
export function runCommand(state: AmqpState, command: AmqpCommand, world: AmqpWorld): void {
  if (isTopologyCommand(command)) {
    runTopologyCommand(state, command, world);
    return;
  }
  switch (command.type) {
    case 'publish':
      publishManually(state, command, world);
      break;
    case 'get':
      getManually(state, command, world);
      break;
    case 'settle':
      settleManually(state, command, world);
      break;
    case 'setPolicy':
    case 'clearPolicy':
      definePolicy(state, command, world);
      break;
    case 'setAlarm': {
      const { alarm, isOn } = command;
      if (state.broker.alarms.includes(alarm) === isOn) {
        tell(world, 'ignored', ADMIN, { reason: isOn ? 'is-on' : 'is-off' });
        break;
      }
      tell(world, isOn ? 'alarm-raised' : 'alarm-cleared', ADMIN, { name: alarm });
      for (const { connection, method } of changeAlarm(state, alarm, isOn, world)) {
        askBroker(state, connection, method, world);
      }
      break;
    }
    case 'stopNode':
    case 'startNode':
      if (!state.nodes.some(({ id }) => id === command.node))
        throw new CommandRefused(`there is no node ${command.node}`);
      if (command.type === 'stopNode') stopNode(state, command.node, world);
      else startNode(state, command.node, world);
      break;
    case 'move':
      move(state, command.node, { x: command.x, y: command.y }, world);
      break;
    case 'addPublisher':
    case 'addConsumer':
      add(state, command, world);
      break;
    default:
      runClientCommand(state, known(state, command.client), command, world);
  }
}

function definePolicy(
  state: AmqpState,
  command: Extract<AmqpCommand, { type: 'setPolicy' | 'clearPolicy' }>,
  world: AmqpWorld,
): void {
  const { broker } = state;
  const { name } = command;
  const isKnown = broker.policies.some((policy) => policy.name === name);
  if (command.type === 'clearPolicy') {
    if (!isKnown) throw new CommandRefused(`there is no policy ${name}`);
    changePolicy(state, name, null, world);
    tell(world, 'policy-cleared', ADMIN, { name });
    return;
  }
  const { type: _, ...policy } = command;
  const complaint = policyComplaint(broker, policy);
  if (complaint !== null) throw new CommandRefused(complaint);
  if (!isKnown && broker.policies.length >= POLICIES_MAX) throw new CommandRefused('too many policies');
  changePolicy(state, name, policy, world);
  tell(world, 'policy-set', ADMIN, { name });
}

function known(state: AmqpState, id: string): Client {
  const client = findClient(state, id);
  if (client === null) throw new CommandRefused(`there is no client ${id}`);
  return client;
}

function move(state: AmqpState, node: string, place: Place, world: AmqpWorld): void {
  if (state.places[node] === undefined && nameOfNode(node).type === 'other') {
    throw new CommandRefused(`there is nothing called ${node} on the canvas`);
  }
  state.places[node] = place;
  tell(world, 'moved', node, { ...place });
}

function refuseOptions(options: PublisherOptions | ConsumerOptions): void {
  const complaint = clientComplaint(options);
  if (complaint !== null) throw new CommandRefused(complaint);
}

function add(
  state: AmqpState,
  command: Extract<AmqpCommand, { type: 'addPublisher' | 'addConsumer' }>,
  world: AmqpWorld,
): void {
  const { client: id, place } = command;
  if (findClient(state, id) !== null) throw new CommandRefused(`there is a client ${id} already`);
  if (state.clients.length >= CLIENTS_MAX) throw new CommandRefused('too many clients');
  refuseOptions(command.options);
  const isPublisher = command.type === 'addPublisher';
  const client = isPublisher ? makePublisher(id, command.options) : makeConsumer(id, command.options);
  state.clients.push(client);
  givePlace(state, id, place, isPublisher ? 'publisher' : 'consumer');
  connect(state, client, world);
}

type ClientCommand = Extract<
  AmqpCommand,
  {
    type:
      | 'editPublisher'
      | 'editConsumer'
      | 'removeClient'
      | 'pauseClient'
      | 'resumeClient'
      | 'crashClient'
      | 'restartClient';
  }
>;

function runClientCommand(state: AmqpState, client: Client, command: ClientCommand, world: AmqpWorld): void {
  const { id, status, isPaused } = client;
  switch (command.type) {
    case 'editPublisher':
    case 'editConsumer':
      edit(state, client, command, world);
      break;
    case 'removeClient':
      disconnect(state, client, world);
      state.clients = state.clients.filter((each) => each !== client);
      delete state.places[id];
      tell(world, 'removed', id);
      break;
    case 'pauseClient':
      if (status === 'crashed' || isPaused)
        tell(world, 'ignored', id, { reason: isPaused ? 'is-paused' : 'is-crashed' });
      else pause(client, world);
      break;
    case 'resumeClient':
      if (!isPaused) tell(world, 'ignored', id, { reason: 'is-not-paused' });
      else resume(state, client, world);
      break;
    case 'crashClient':
      if (status === 'crashed') tell(world, 'ignored', id, { reason: 'is-crashed' });
      else crash(state, client, world);
      break;
    case 'restartClient':
      if (status !== 'crashed') tell(world, 'ignored', id, { reason: 'is-running' });
      else {
        scheduleConnect(client, 0, world);
        client.status = 'waiting';
      }
  }
}

function edit(
  state: AmqpState,
  client: Client,
  command: Extract<AmqpCommand, { type: 'editPublisher' | 'editConsumer' }>,
  world: AmqpWorld,
): void {
  refuseOptions(command.options);
  if (command.type === 'editConsumer') {
    if (client.kind !== 'consumer') throw new CommandRefused(`${client.id} is no consumer`);
    client.options = command.options;
    restart(state, client, world);
  } else {
    if (client.kind !== 'publisher') throw new CommandRefused(`${client.id} is no publisher`);
    const { options } = client;
    client.options = command.options;
    const isSameChannel =
      options.confirms === command.options.confirms && options.awaitsReply === command.options.awaitsReply;
    if (!isSameChannel) {
      client.unconfirmed = [];
      restart(state, client, world);
    } else if (client.status === 'open') {
      stopBursts(client, world);
      scheduleBurst(client, world);
    }
  }
  tell(world, 'edited', client.id);
}

function restart(state: AmqpState, client: Client, world: AmqpWorld): void {
  if (client.status === 'crashed') return;
  disconnect(state, client, world);
  connect(state, client, world);
}
