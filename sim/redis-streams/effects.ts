import type { Json, World } from '../core/simulation';
import type { ServerNote } from '../systems/redis/types';
import { readStream, type StreamView } from '../systems/redis/view';
import { SERVER_NODE } from './config';
import { MESSAGE_IDS_MAX, type RedisStreamsEvent } from './event';
import {
  observeAdded,
  observeCursor,
  observeGroupChange,
  observeIdSet,
  observeNew,
  observePending,
  observePendingChange,
  observeRemoved,
} from './observe';
import { countRate, sampleGroup, seriesKey } from './series';
import type { RedisStreamsState } from './state';
import { type RedisStreamsTrace, trace } from './trace';

type Events = World<RedisStreamsEvent>;

/** Looks on while the server does one thing. */
export interface Watcher {
  note(note: ServerNote): void;
  /** To be called when the thing is done. */
  finish(): void;
}

/** Watches one call of the server, which carries out these commands: traces and counts what it does, and holds it against the rules. */
export function watch(state: RedisStreamsState, commands: readonly (readonly string[])[], world: Events): Watcher {
  const touched = new Set<string>();
  const unread = unreadBeforeTrims(state, commands);
  // What a transaction takes away may be made anew within it.
  if (commands.length > 1) for (const argv of commands) keysChangedBy(state, argv);
  return {
    note(note) {
      if ('key' in note) touched.add(note.key);
      if (note.type === 'add') for (const group of unread) group.count += group.key === note.key ? 1 : 0;
      observeNote(state, note, world);
      trace(
        world,
        entryOf(note, (key) => unreadTrimmed(state, key, unread)),
      );
    },
    finish() {
      for (const argv of commands) for (const key of keysChangedBy(state, argv)) touched.add(key);
      for (const key of touched) lookAt(state, key, world);
    },
  };
}

type Unnoticed = Pick<Extract<RedisStreamsTrace, { kind: 'trim' }>['data'], 'unread' | 'unreadCounts'>;

function entryOf(note: ServerNote, unnoticed: (key: string) => Unnoticed): RedisStreamsTrace {
  const peer = 'client' in note ? { peer: note.client.slice(0, note.client.lastIndexOf('#')) } : {};
  const at = { actor: SERVER_NODE, ...peer };
  switch (note.type) {
    case 'add':
      return { kind: 'add', ...at, data: { key: note.key, id: note.id } };
    case 'trim':
      return {
        kind: 'trim',
        ...at,
        data: { key: note.key, count: note.count, firstId: note.firstId, ...unnoticed(note.key) },
      };
    case 'delete':
      return { kind: 'delete', ...at, data: { key: note.key, ids: short(note.ids), count: note.ids.length } };
    case 'deliver': {
      const { key, group, consumer, ids, again, noack } = note;
      return { kind: 'deliver', ...at, data: { key, group, consumer, ids: short(ids), again, noack } };
    }
    case 'ack':
    case 'forget':
      return { kind: note.type, ...at, data: { key: note.key, group: note.group, ids: short(note.ids) } };
    case 'claim': {
      const { key, group, ids, from, to } = note;
      return { kind: 'claim', ...at, data: { key, group, ids: short(ids), from: short(from), to } };
    }
    case 'block':
      return { kind: 'block', ...at, data: { keys: note.keys, dueMs: note.dueMs } };
    case 'unblock':
      return { kind: 'unblock', ...at, data: { isError: note.isError } };
    case 'timeout':
      return { kind: 'timeout', ...at, data: {} };
  }
}

function short<Part extends Json>(parts: readonly Part[]): readonly Part[] {
  return parts.length <= MESSAGE_IDS_MAX ? parts : parts.slice(0, MESSAGE_IDS_MAX);
}

function observeNote({ observations, series }: RedisStreamsState, note: ServerNote, world: Events): void {
  switch (note.type) {
    case 'add':
      observeAdded(observations, note.key, note.id);
      countRate(series, world.tick, 'added', 1);
      return;
    case 'deliver':
      countRate(series, world.tick, 'delivered', note.ids.length);
      if (note.again) return;
      for (const id of note.ids) observeNew(observations, note.key, note.group, id);
      if (!note.noack) observePendingChange(observations, note.key, note.group, note.ids.length);
      return;
    case 'ack':
      countRate(series, world.tick, 'acked', note.ids.length);
      observePendingChange(observations, note.key, note.group, -note.ids.length);
      return;
    case 'forget':
      observePendingChange(observations, note.key, note.group, -note.ids.length);
      return;
    case 'claim':
      countRate(series, world.tick, 'claimed', note.ids.length);
      observePendingChange(observations, note.key, note.group, note.from.filter((from) => from === null).length);
  }
}

/** Commands that say nothing through notes and yet change what the observers remember; returns the keys they name. */
function keysChangedBy({ observations }: RedisStreamsState, argv: readonly string[]): readonly string[] {
  const name = argv[0]?.toUpperCase();
  if (name === 'XGROUP') {
    const [, subcommand = '', key, group] = argv;
    if (key === undefined || group === undefined) return [];
    observeGroupChange(observations, subcommand.toUpperCase(), key, group);
    return [key];
  }
  if (name === 'XSETID' && argv[1] !== undefined) observeIdSet(observations, argv[1]);
  if (name === 'DEL' || name === 'SET') {
    const keys = name === 'DEL' ? argv.slice(1) : argv.slice(1, 2);
    for (const key of keys) observeRemoved(observations, key);
    return keys;
  }
  if (name === 'FLUSHALL' || name === 'FLUSHDB') observeRemoved(observations, null);
  // XREADGROUP with NOACK and XCLAIM with LASTID move the cursor although nothing becomes pending.
  return name === 'XCLAIM' ? argv.slice(1, 2) : [];
}

/** The server has other data now: from here on each stream is held against what it is, not what it was. */
export function lookAtAll(state: RedisStreamsState, world: Events): void {
  observeRemoved(state.observations, null);
  for (const [at, key] of state.server.names.entries()) {
    if (state.server.values[at]?.type === 'stream') lookAt(state, key, world);
  }
}

function lookAt(state: RedisStreamsState, key: string, world: Events): void {
  const view = readStream(state.server, key);
  if (view === null) {
    observeRemoved(state.observations, key);
    return;
  }
  for (const group of view.groups) {
    observeCursor(state.observations, key, group.name, group.lastDeliveredId);
    observePending(state.observations, key, group);
    const lag = group.lag === null ? null : Number(group.lag);
    sampleGroup(state.series, key, group.name, { tick: world.tick, lag, pending: group.pendingCount });
  }
}

/** How many entries of a stream a group has not been given. */
interface Unread {
  readonly key: string;
  readonly group: string;
  readonly cursor: string;
  count: number;
}

/** Before a command that may trim: what each group of that stream has not been given yet. */
function unreadBeforeTrim({ server }: RedisStreamsState, argv: readonly string[]): readonly Unread[] {
  const name = argv[0]?.toUpperCase();
  const key = argv[1];
  const trims = name === 'XTRIM' || (name === 'XADD' && argv.some(isTrimOption));
  const view = trims && key !== undefined ? readStream(server, key) : null;
  if (view === null || key === undefined) return [];
  return view.groups.map(({ name: group, lastDeliveredId: cursor }) => {
    return { key, group, cursor, count: unreadAfter(view, cursor) };
  });
}

/** The same before several commands: each group once. */
function unreadBeforeTrims(state: RedisStreamsState, commands: readonly (readonly string[])[]): readonly Unread[] {
  const all = commands.flatMap((argv) => unreadBeforeTrim(state, argv));
  return [...new Map(all.map((unread) => [seriesKey(unread.key, unread.group), unread])).values()];
}

function isTrimOption(text: string): boolean {
  const option = text.toUpperCase();
  return option === 'MAXLEN' || option === 'MINID';
}

function unreadAfter(view: StreamView, cursor: string): number {
  const position = view.positionOf(cursor);
  const isThere = view.entriesBetween(position, 1)[0]?.id === cursor;
  return view.length - position - (isThere ? 1 : 0);
}

/** The groups that lost entries which they had not been given, and how many each. */
function unreadTrimmed({ server, series }: RedisStreamsState, key: string, before: readonly Unread[]): Unnoticed {
  const view = before.length === 0 ? null : readStream(server, key);
  const lost = view === null ? [] : before.filter((group) => group.count > unreadAfter(view, group.cursor));
  const unreadCounts = lost.map(({ count, cursor }) => count - (view === null ? 0 : unreadAfter(view, cursor)));
  for (const [at, { group }] of lost.entries()) {
    const name = seriesKey(key, group);
    series.unreadTrimmed[name] = (series.unreadTrimmed[name] ?? 0) + (unreadCounts[at] ?? 0);
  }
  return { unread: lost.map(({ group }) => group), unreadCounts };
}
