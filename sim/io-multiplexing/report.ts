import { chargeWork } from '../core/work';
import { reportCounter } from './counters';
import { HUP, IN } from './flags';
import type { Description, Epoll, Item, Kernel } from './kernel';
import { notePolled, reportPipe } from './pipe';
import { reportListener, reportTcp } from './tcp';
import { reportUnix } from './unix-socket';
import { wakeOne } from './wake';

/** How a description is now: what its `poll` method returns, and what that changes. */
export function report(kernel: Kernel, file: Description): number {
  if (file.kind === 'epoll') return reportEpoll(kernel, file);
  if (file.kind === 'pipe-read' || file.kind === 'pipe-write') notePolled(kernel, file);
  return peek(kernel, file);
}

/** The same for those who only look: changes nothing. */
export function peek(kernel: Kernel, file: Description): number {
  switch (file.kind) {
    case 'pipe-read':
    case 'pipe-write':
      return reportPipe(kernel, file);
    case 'unix':
      return reportUnix(file);
    case 'tcp':
      return reportTcp(file);
    case 'listener':
      return reportListener(file);
    case 'eventfd':
    case 'timerfd':
      return reportCounter(file);
    case 'epoll':
      return file.ready.length > 0 ? IN : 0;
  }
}

/** What an epoll instance itself reports: looks through its ready list and drops what is no longer ready. */
function reportEpoll(kernel: Kernel, epoll: Epoll): number {
  let isAnyReady = false;
  chargeWork(epoll.ready.length);
  while (epoll.ready.length > 0) {
    const item = epoll.interest[epoll.ready[0] ?? ''];
    if (item === undefined) break;
    isAnyReady = (reportItem(kernel, item) & item.events) !== 0;
    if (isAnyReady) break;
    epoll.ready.shift();
    item.isReady = false;
  }
  if (epoll.ready.length > 0) wakeOne(kernel, epoll);
  return isAnyReady ? IN : 0;
}

/** How an item's description is, counted as looked at. */
export function reportItem(kernel: Kernel, item: Item): number {
  const file = kernel.descriptions[item.file];
  kernel.scanned += 1;
  // Only where the rule is off that what is gone is forgotten.
  return file === undefined ? HUP : report(kernel, file);
}
