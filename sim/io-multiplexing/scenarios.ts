import type { Scenario } from '../core/scenario';
import { type IoMultiplexingCommand, type IoMultiplexingConfig, ioMultiplexingConfig } from './config';
import { moments } from './moments';

export type IoMultiplexingScenarioId =
  | 'two-loops-in-one-worker'
  | 'edge-and-partial-read'
  | 'end-behind-a-short-read'
  | 'thundering-herd'
  | 'ghost-event'
  | 'busy-loop-at-the-end'
  | 'accept-one-under-edge'
  | 'imported-before-the-patch'
  | 'connection-made-once'
  | 'threads-of-their-own'
  | 'idle-clients';

type IoMultiplexingScenario = Scenario<IoMultiplexingConfig, IoMultiplexingCommand> & {
  readonly id: IoMultiplexingScenarioId;
};

const STEP = 500;

/** A system call is a line; each of these half a second after the last. */
export function script(
  config: object,
  ...commands: readonly (string | IoMultiplexingCommand)[]
): Omit<Scenario<IoMultiplexingConfig, IoMultiplexingCommand>, 'id'> {
  return {
    config: ioMultiplexingConfig.parse(config),
    seed: 1,
    commands: commands.map((command, index) => ({
      tick: STEP * (index + 1),
      command: typeof command === 'string' ? { type: 'call', line: command } : command,
    })),
    endTick: STEP * (commands.length + 1),
  };
}

const handle: IoMultiplexingCommand = { type: 'handle' };
const connectClient: IoMultiplexingCommand = { type: 'connectClient' };
const arrive = (client: string, bytes: number): IoMultiplexingCommand => ({ type: 'arrive', client, bytes });
const startTasks = (count: number): IoMultiplexingCommand => ({ type: 'startTasks', count });
/** Only what is typed: no server stands there. */
const BARE = { clients: 0 };

/** The lab's scenarios, in the order they are shown; the case first. */
export const ioMultiplexingScenarios: readonly IoMultiplexingScenario[] = [
  // 2025-12-24: the pool is gevent's, and tasks still call run_until_complete.
  {
    id: 'two-loops-in-one-worker',
    ...moments['two-loops-in-one-worker'],
    ...script(
      { ...BARE, patched: true, taskMs: 300 },
      startTasks(1),
      startTasks(10),
      {
        type: 'setClient',
        client: 'sync',
      },
      startTasks(10),
    ),
  },
  {
    id: 'edge-and-partial-read',
    ...moments['edge-and-partial-read'],
    ...script({ mechanism: 'edge' }, arrive('c1', 6_000), handle, handle, arrive('c2', 100), handle, handle),
  },
  // A read that gave less than it asked for was taken for the last one (netty pull request 6199 is about that).
  {
    id: 'end-behind-a-short-read',
    ...moments['end-behind-a-short-read'],
    ...script(
      BARE,
      'pipe p',
      'epoll e',
      'ctl e ADD p.r IN|ET',
      'write p.w 100',
      'close p.w',
      'wait e',
      'read p.r 4096',
      'wait e',
      'read p.r 4096',
    ),
  },
  {
    id: 'thundering-herd',
    ...moments['thundering-herd'],
    ...script({ threads: 3 }, connectClient, 'woken', 'accept a L', 'accept b L'),
  },
  {
    id: 'ghost-event',
    ...moments['ghost-event'],
    ...script(
      BARE,
      'pipe p',
      'epoll e',
      'ctl e ADD p.r IN',
      'dup p.r d',
      'close p.r',
      'write p.w 10',
      'wait e',
      'ctl e DEL p.r',
      'close d',
      'wait e',
    ),
  },
  {
    id: 'busy-loop-at-the-end',
    ...moments['busy-loop-at-the-end'],
    ...script({ closesAtEnd: false }, { type: 'hangUp', client: 'c2' }, handle, handle, handle, handle),
  },
  {
    id: 'accept-one-under-edge',
    ...moments['accept-one-under-edge'],
    ...script({ mechanism: 'edge', clients: 1 }, connectClient, connectClient, handle, handle, connectClient, handle),
  },
  {
    id: 'imported-before-the-patch',
    ...moments['imported-before-the-patch'],
    ...script(
      { ...BARE, imported: 'before', taskMs: 300 },
      { type: 'setClient', client: 'sync' },
      { type: 'patch' },
      startTasks(3),
    ),
  },
  // 2026-01-09: a new loop for each batch, and sessions made once.
  {
    id: 'connection-made-once',
    ...moments['connection-made-once'],
    ...script(
      { ...BARE, patched: true, connection: 'shared', taskMs: 300 },
      startTasks(1),
      startTasks(1),
      startTasks(1),
      { type: 'setClient', client: 'sync' },
      startTasks(1),
    ),
  },
  {
    id: 'threads-of-their-own',
    ...moments['threads-of-their-own'],
    ...script({ ...BARE, patched: true, taskMs: 300 }, { type: 'setClient', client: 'thread' }, startTasks(25)),
    endTick: 2_500,
  },
  {
    id: 'idle-clients',
    ...moments['idle-clients'],
    ...script(
      { mechanism: 'select', clients: 1_000 },
      arrive('c7', 10),
      handle,
      { type: 'swap', mechanism: 'level' },
      arrive('c7', 10),
      handle,
    ),
  },
];
