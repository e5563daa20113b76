import { chargeWork } from '../core/work';
import { EXCLUSIVE, HOW_TO_WATCH, IN, OUT } from './flags';
import { type Description, type Epoll, find, type Item, type Kernel } from './kernel';

/**
 * Tells those who watch a description that something happened there: `key` says what, 0 that it may be anything. All are told,
 * but of the exclusive ones only as many as it takes until one has a thread to wake (`__wake_up_common`), unless `everyone` is told.
 */
export function wake(kernel: Kernel, file: Description, key: number, everyone = false): void {
  if (file.watchers.length === 0) return;
  chargeWork(file.watchers.length);
  for (const { epoll: id, item: itemKey, isExclusive } of [...file.watchers]) {
    const epoll = find(kernel, id, 'epoll');
    const item = epoll?.interest[itemKey];
    if (epoll === null || item === undefined) continue;
    if (tell(kernel, epoll, item, key) && isExclusive && !everyone) return;
  }
}

/** `ep_poll_callback`: the item is ready now, and a thread that waits may be woken. Says whether an exclusive item woke one. */
function tell(kernel: Kernel, epoll: Epoll, item: Item, key: number): boolean {
  const isExclusive = (item.events & EXCLUSIVE) !== 0;
  // Silent after a one-shot event, or not asked about this.
  if ((item.events & ~HOW_TO_WATCH) === 0 || (key !== 0 && (key & item.events) === 0)) return !isExclusive;
  item.news += 1;
  if (!item.isReady) queue(epoll, item);
  let takes = false;
  if (epoll.parked.length > 0) {
    const ways = key & (IN | OUT);
    takes = ways === 0 || (ways !== (IN | OUT) && (item.events & ways) !== 0);
    wakeOne(kernel, epoll);
  }
  wake(kernel, epoll, IN);
  return takes || !isExclusive;
}

export function wakeOne(kernel: Kernel, epoll: Epoll): void {
  const thread = epoll.parked.pop();
  if (thread !== undefined) kernel.runnable.push(thread);
}

export function queue(epoll: Epoll, item: Item): void {
  item.isReady = true;
  epoll.ready.push(item.key);
}
