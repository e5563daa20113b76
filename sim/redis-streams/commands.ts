import { CommandRefused, type World } from '../core/simulation';
import { newClient, startProcess } from './clients';
import type { RedisStreamsCommand } from './command';
import { CLIENTS_MAX, CONSOLE_NODE, LOSSES_MAX, SERVER_NODE } from './config';
import { interruptLine, refuseCrowd, refuseWaiting } from './console';
import type { RedisStreamsEvent } from './event';
import { crash, pause, restart, resume, stop } from './faults';
import { produce, startProducing } from './producer';
import { changeReplica, failOver, restartTheServer, whyReplicaIgnored } from './server-faults';
import { disconnectConsole, typeCommand } from './server-link';
import { type Client, findClient, isPaused, isProducer, isRunning, type RedisStreamsState } from './state';
import { type IgnoredReason, trace } from './trace';

type Events = World<RedisStreamsEvent>;
type ClientCommand = Extract<RedisStreamsCommand, { client: string }>;

/** Carries out what a person does. */
export function runCommand(state: RedisStreamsState, command: RedisStreamsCommand, world: Events): void {
  if (command.type === 'console') {
    const { argv, terminal = null } = command;
    refuseCrowd(state.console);
    if (terminal !== null) refuseWaiting(state.console, terminal);
    typeCommand(state, argv, terminal, world);
  } else if (command.type === 'interrupt') {
    const line = interruptLine(state.console, command.number, world);
    if (line !== null) disconnectConsole(state, line, world);
    else ignore(CONSOLE_NODE, command, 'not-blocked', world);
  } else if (command.type === 'restartServer') {
    restartTheServer(state, command, world);
  } else if (command.type === 'replica') {
    const ignored = whyReplicaIgnored(state, command.does);
    if (ignored !== null) ignore(SERVER_NODE, command, ignored, world);
    else changeReplica(state, command.does, world);
  } else if (command.type === 'failover') {
    if (state.replica === null) ignore(SERVER_NODE, command, 'no-replica', world);
    else failOver(state, world);
  } else if (command.type === 'addClient') {
    addClient(state, command, world);
  } else {
    const client = findClient(state, command.client);
    if (client === null) throw new CommandRefused(`there is no client ${command.client}`);
    runAtClient(state, client, command, world);
  }
}

function addClient(
  state: RedisStreamsState,
  { client: id, options }: Extract<RedisStreamsCommand, { type: 'addClient' }>,
  world: Events,
): void {
  if (findClient(state, id) !== null) throw new CommandRefused(`there is a client ${id} already`);
  if (state.clients.length >= CLIENTS_MAX) throw new CommandRefused(`there are ${CLIENTS_MAX} clients already`);
  const client = newClient(id, options);
  state.clients.push(client);
  trace(world, { kind: 'addClient', actor: id, data: { role: options.role } });
  startProcess(state, client, world);
}

function runAtClient(
  state: RedisStreamsState,
  client: Client,
  command: Exclude<ClientCommand, { type: 'addClient' }>,
  world: Events,
): void {
  switch (command.type) {
    case 'editClient':
      edit(client, command, world);
      return;
    case 'removeClient':
      trace(world, { kind: 'removeClient', actor: client.id });
      if (isRunning(client)) stop(state, client, 'removed', world);
      state.clients.splice(state.clients.indexOf(client), 1);
      return;
    case 'slow':
      client.slowPerMille = command.perMille;
      trace(world, { kind: 'slow', actor: client.id, data: { perMille: command.perMille } });
      return;
    case 'lose': {
      const { what, of, times } = command;
      if (client.losing.length >= LOSSES_MAX) throw new CommandRefused(`${client.id} loses enough already`);
      client.losing = [...client.losing, { what, of, times }];
      trace(world, { kind: 'lose', actor: client.id, data: { what, of, times } });
      return;
    }
    case 'burst':
      burst(state, client, command, world);
      return;
    default:
      runAtProcess(state, client, command, world);
  }
}

type ProcessCommand = Extract<RedisStreamsCommand, { type: 'crash' | 'restart' | 'pause' | 'resume' }>;

function runAtProcess(state: RedisStreamsState, client: Client, command: ProcessCommand, world: Events): void {
  const ignored = whyIgnored(client, command.type);
  if (ignored !== null) ignore(client.id, command, ignored, world);
  else if (!isRunning(client)) restart(state, client, world);
  else if (command.type === 'crash') crash(state, client, world);
  else if (command.type === 'pause') pause(client, world);
  else resume(state, client, world);
}

/** Why a command would do nothing now; null when it does something. */
export function whyIgnored(client: Client, type: ProcessCommand['type']): IgnoredReason | null {
  if (!isRunning(client)) return type === 'restart' ? null : 'crashed';
  if (type === 'restart') return 'running';
  if (type === 'resume') return isPaused(client) ? null : 'not-paused';
  return type === 'pause' && isPaused(client) ? 'paused' : null;
}

function ignore(actor: string, command: RedisStreamsCommand, reason: IgnoredReason, world: Events): void {
  trace(world, { kind: 'ignored', actor, data: { command: command.type, reason } });
}

function edit(client: Client, { options }: Extract<RedisStreamsCommand, { type: 'editClient' }>, world: Events): void {
  if (options.role !== client.options.role) {
    throw new CommandRefused(`${client.id} is a ${client.options.role} and cannot become a ${options.role}`);
  }
  client.options = options;
  trace(world, { kind: 'editClient', actor: client.id, data: { role: options.role } });
  if (isRunning(client) && !isPaused(client) && isProducer(client)) startProducing(client, world);
}

function burst(
  state: RedisStreamsState,
  client: Client,
  command: Extract<RedisStreamsCommand, { type: 'burst' }>,
  world: Events,
): void {
  if (!isProducer(client)) throw new CommandRefused(`${client.id} is not a producer`);
  if (!isRunning(client) || isPaused(client)) {
    ignore(client.id, command, isRunning(client) ? 'paused' : 'crashed', world);
    return;
  }
  trace(world, { kind: 'burst', actor: client.id, data: { count: command.count } });
  for (let sent = 0; sent < command.count; sent += 1) produce(state, client, world);
}
