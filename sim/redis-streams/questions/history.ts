import type { Random } from '../../core/random';
import { type Done, type Situation, typedLine } from './situation';

export const KEY = 'orders';
export const GROUP = 'workers';
export const NAMES = ['alice', 'bob', 'carol'] as const;
export type Name = (typeof NAMES)[number];

/** A history that is being made up: what was typed so far, and who holds what, as far as that must be known to go on. */
export interface Draft {
  readonly done: Done[];
  ms: number;
  added: number;
  /** How many of the added ones were read as new. */
  read: number;
  /** By id: the owner. Acknowledged ones are not in it; deleted ones are. */
  readonly owners: Map<string, Name>;
  readonly deleted: Set<string>;
  /** By name: the number of the last entry that was read as new. */
  readonly lastRead: Map<Name, number>;
}

/** A stream with a group that begins with the first entry, and `count` entries `1-0` … */
export function newDraft(count: number): Draft {
  const draft: Draft = {
    done: [],
    ms: 0,
    added: 0,
    read: 0,
    owners: new Map(),
    deleted: new Set(),
    lastRead: new Map(),
  };
  type(draft, ['XGROUP', 'CREATE', KEY, GROUP, '$', 'MKSTREAM']);
  addEntries(draft, count);
  return draft;
}

export function type(draft: Draft, argv: readonly string[]): void {
  draft.done.push({ ms: draft.ms, argv });
}

export function passTime(draft: Draft, ms: number): void {
  draft.ms += ms;
}

export function addEntries(draft: Draft, count: number): void {
  for (let number = 0; number < count; number += 1) {
    draft.added += 1;
    type(draft, ['XADD', KEY, `${draft.added}-0`, 'n', String(draft.added)]);
  }
}

/** `name` reads up to `count` new entries. */
export function readNew(draft: Draft, name: Name, count: number, noAck = false): void {
  type(draft, readArgv(name, count, '>', noAck));
  const to = Math.min(draft.added, draft.read + count);
  for (let number = draft.read + 1; number <= to; number += 1) {
    if (!noAck && !draft.deleted.has(`${number}-0`)) draft.owners.set(`${number}-0`, name);
  }
  if (to > draft.read) draft.lastRead.set(name, to);
  draft.read = to;
}

export function readArgv(name: Name, count: number, from: string, noAck = false): string[] {
  const options = ['COUNT', String(count), ...(noAck ? ['NOACK'] : [])];
  return ['XREADGROUP', 'GROUP', GROUP, name, ...options, 'STREAMS', KEY, from];
}

/** Acknowledges one pending entry, drawn by chance; none when none is pending. */
export function ackOne(draft: Draft, random: Random): void {
  const id = drawOwned(draft, random);
  if (id === null) return;
  type(draft, ['XACK', KEY, GROUP, id]);
  draft.owners.delete(id);
}

/** `to` claims one entry of somebody else; none when there is none. */
export function claimOne(draft: Draft, to: Name, random: Random): void {
  const id = drawOwned(draft, random, (held, owner) => owner !== to && !draft.deleted.has(held));
  if (id === null) return;
  type(draft, ['XCLAIM', KEY, GROUP, to, '0', id]);
  draft.owners.set(id, to);
}

/** Deletes one pending entry from the stream; it stays pending. */
export function deleteOne(draft: Draft, random: Random): void {
  const id = drawOwned(draft, random, (held) => !draft.deleted.has(held));
  if (id === null) return;
  type(draft, ['XDEL', KEY, id]);
  draft.deleted.add(id);
}

/** Deletes an entry from the stream that nobody has read yet; none when all are read. */
export function deleteUnread(draft: Draft, random: Random): void {
  const unread = draft.added - draft.read;
  if (unread === 0) return;
  const id = `${draft.read + 1 + random.below(unread)}-0`;
  if (draft.deleted.has(id)) return;
  type(draft, ['XDEL', KEY, id]);
  draft.deleted.add(id);
}

/** A consumer's pending entries, in the order of their ids; null: everybody's. */
export function ownedBy({ owners }: Draft, name: Name | null): string[] {
  const ids = [...owners].filter(([, owner]) => name === null || owner === name).map(([id]) => id);
  return ids.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
}

function drawOwned(
  { owners }: Draft,
  random: Random,
  fits: (id: string, owner: Name) => boolean = () => true,
): string | null {
  const ids = [...owners].filter(([id, owner]) => fits(id, owner)).map(([id]) => id);
  return ids.length === 0 ? null : (ids[random.below(ids.length)] ?? null);
}

/** The history as the stem of a question prints it: a line for each command, with the second at which it was typed. */
export function historyText(done: readonly Done[]): string {
  return done.map(({ ms, argv }) => `${(ms / 1000).toFixed(0).padStart(3)} s  ${argv.join(' ')}`).join('\n');
}

/** What fills the gaps of a stem about a situation: its history, what is typed, and the second at which. */
export function stemValues({ done, asked }: Situation) {
  return { history: historyText(done), command: typedLine(asked.argv), second: asked.ms / 1000 };
}
