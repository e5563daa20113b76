import { chargeWork } from '../core/work';
import { BESIDE_EXCLUSIVE, ERR, ET, EXCLUSIVE, flagsText, HOW_TO_WATCH, HUP, IN, ONESHOT } from './flags';
import type { Description, Epoll, Errno, Events, Item, Kernel } from './kernel';
import { find } from './kernel';
import { report, reportItem } from './report';
import { queue, wake, wakeOne } from './wake';

/** How deep epoll instances may watch each other (`EP_MAX_NESTS`). */
const NESTING_MAX = 4;

export type Operation = 'ADD' | 'MOD' | 'DEL';

/** epoll_ctl(2), in the kernel's order of checks. */
export function control(
  kernel: Kernel,
  epoll: Description,
  operation: Operation,
  target: { readonly name: string; readonly fd: number; readonly file: Description },
  events: number,
): Errno | null {
  const { name, fd, file } = target;
  if (file === epoll || epoll.kind !== 'epoll') return 'EINVAL';
  const key = `${fd}:${file.id}`;
  const item = epoll.interest[key];
  if (operation !== 'DEL' && (events & EXCLUSIVE) !== 0) {
    if (operation === 'MOD' || file.kind === 'epoll' || (events & ~BESIDE_EXCLUSIVE) !== 0) return 'EINVAL';
  }
  if (operation === 'ADD') {
    if (file.kind === 'epoll' && makesLoop(kernel, epoll, file)) return 'ELOOP';
    if (item !== undefined) return 'EEXIST';
    const registered = { key, fd, file: file.id, name, events: events | ERR | HUP };
    add(kernel, epoll, { ...registered, isReady: false, news: 0, told: 0, isSilent: false }, file);
    return null;
  }
  if (item === undefined) return 'ENOENT';
  if (operation === 'DEL') {
    remove(kernel, epoll, item);
    return null;
  }
  if ((item.events & EXCLUSIVE) !== 0) return 'EINVAL';
  item.events = events | ERR | HUP;
  item.name = name;
  item.isSilent = false;
  queueIfReady(kernel, epoll, item, file);
  return null;
}

function add(kernel: Kernel, epoll: Epoll, item: Item, file: Description): void {
  epoll.interest[item.key] = item;
  const watcher = { epoll: epoll.id, item: item.key, isExclusive: (item.events & EXCLUSIVE) !== 0 };
  if (watcher.isExclusive) file.watchers.push(watcher);
  else file.watchers.unshift(watcher);
  queueIfReady(kernel, epoll, item, file);
}

/** `ep_insert` and `ep_modify` look at once. */
function queueIfReady(kernel: Kernel, epoll: Epoll, item: Item, file: Description): void {
  if ((report(kernel, file) & item.events) === 0) return;
  item.news += 1;
  if (item.isReady) return;
  queue(epoll, item);
  wakeOne(kernel, epoll);
  wake(kernel, epoll, IN);
}

function remove(kernel: Kernel, epoll: Epoll, item: Item): void {
  delete epoll.interest[item.key];
  if (item.isReady) epoll.ready.splice(epoll.ready.indexOf(item.key), 1);
  const watchers = kernel.descriptions[item.file]?.watchers;
  const at = watchers?.findIndex((each) => each.epoll === epoll.id && each.item === item.key) ?? -1;
  if (at >= 0) watchers?.splice(at, 1);
}

/** A description is gone: no epoll instance watches it any more (`eventpoll_release`). */
export function unwatch(kernel: Kernel, file: Description): void {
  for (const { epoll: id, item: key } of [...file.watchers]) {
    const epoll = find(kernel, id, 'epoll');
    const item = epoll?.interest[key];
    if (epoll !== null && item !== undefined) remove(kernel, epoll, item);
  }
}

export function releaseEpoll(kernel: Kernel, epoll: Epoll): void {
  for (const item of Object.values(epoll.interest)) remove(kernel, epoll, item);
}

/** Of the epoll instances that `epoll` would watch through `target`: one is `epoll` itself, or they stand too deep. */
function makesLoop(kernel: Kernel, epoll: Epoll, target: Epoll): boolean {
  let loops = false;
  const below = (each: Epoll, depth: number): number => {
    chargeWork(1 + Object.keys(each.interest).length);
    if (each === epoll || depth > NESTING_MAX) {
      loops = true;
      return depth;
    }
    const watched = Object.values(each.interest).flatMap((item) => find(kernel, item.file, 'epoll') ?? []);
    return Math.max(0, ...watched.map((inner) => (loops ? 0 : 1 + below(inner, depth + 1))));
  };
  const above = (each: Epoll, depth: number): number => {
    chargeWork(1 + each.watchers.length);
    if (depth > NESTING_MAX) return depth;
    const outer = each.watchers.flatMap((watcher) => find(kernel, watcher.epoll, 'epoll') ?? []);
    return Math.max(0, ...outer.map((one) => 1 + above(one, depth + 1)));
  };
  const depth = below(target, 1);
  return loops || depth + 1 + above(epoll, 0) > NESTING_MAX;
}

/** epoll_wait(2) with a timeout of 0 (`ep_send_events`). */
export function collect(kernel: Kernel, epoll: Epoll, maxEvents: number): Events {
  const events: [string, string][] = [];
  kernel.reported = [];
  const looked = epoll.ready;
  const again: string[] = [];
  let next = 0;
  chargeWork(looked.length);
  for (; next < looked.length && events.length < maxEvents; next += 1) {
    const key = looked[next] ?? '';
    const item = epoll.interest[key];
    if (item === undefined) continue;
    item.isReady = false;
    const reported = reportItem(kernel, item) & item.events;
    if (reported === 0) continue;
    events.push([item.name, flagsText(reported)]);
    note(kernel, item);
    if (staysReady(kernel, item)) {
      item.isReady = true;
      again.push(key);
    }
  }
  epoll.ready = [...looked.slice(next), ...again];
  if (looked.length > 0 && epoll.ready.length > 0) wakeOne(kernel, epoll);
  return events;
}

function note({ reported, descriptions }: Kernel, item: Item): void {
  reported.push({
    name: item.name,
    isEdge: (item.events & ET) !== 0,
    hadNews: item.news > item.told,
    wasSilent: item.isSilent,
    isGone: descriptions[item.file] === undefined,
  });
  item.told = item.news;
}

/** Level-triggered: it stands at the end of the list, and the next wait looks whether it still is ready. */
function staysReady({ rules }: Kernel, item: Item): boolean {
  if ((item.events & ONESHOT) !== 0) {
    item.isSilent = true;
    if (rules.oneShotSilent) item.events &= HOW_TO_WATCH;
    return !rules.oneShotSilent;
  }
  return (item.events & ET) === 0 ? rules.levelStays : !rules.edgeOnce;
}

/** Threads that were woken look what there is, in the order in which they were woken; who finds nothing blocks again. */
export function runThreads(kernel: Kernel): void {
  while (kernel.runnable.length > 0) {
    const name = kernel.runnable.shift() ?? '';
    const thread = kernel.threads[name];
    const epoll = find(kernel, thread?.epoll ?? null, 'epoll');
    if (thread === undefined || epoll === null) continue;
    const events = epoll.ready.length === 0 ? [] : collect(kernel, epoll, thread.maxEvents);
    if (events.length === 0) {
      epoll.parked.push(name);
      continue;
    }
    delete kernel.threads[name];
    kernel.woken.push([name, events]);
    kernel.finished.push(epoll.id);
  }
}
