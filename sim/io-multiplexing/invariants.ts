import type { Invariant, RuleValues } from '../core/simulation';
import { ET, EXCLUSIVE, HOW_TO_WATCH, IN } from './flags';
import { fileOf, type Kernel } from './kernel';
import { peek } from './report';
import type { IoMultiplexingState } from './state';

type Reported = Kernel['reported'][number];

const firstReported = ({ kernel }: IoMultiplexingState, breaks: (one: Reported) => boolean): RuleValues | null => {
  const found = kernel.reported.find(breaks);
  return found === undefined ? null : { file: found.name };
};

/** What epoll promises, each kept by one of the rules that can be switched off; and what a server promises its clients. */
export const ioMultiplexingInvariants: readonly Invariant<IoMultiplexingState>[] = [
  {
    id: 'levelStays',
    name: 'Level-triggered reports while ready',
    source: 'epoll(7), "Level-triggered and edge-triggered"; fs/eventpoll.c, ep_send_events',
    check({ kernel }) {
      for (const epoll of Object.values(kernel.descriptions)) {
        if (epoll.kind !== 'epoll') continue;
        for (const item of Object.values(epoll.interest)) {
          const file = kernel.descriptions[item.file];
          const isLevel = (item.events & (ET | EXCLUSIVE)) === 0 && (item.events & ~HOW_TO_WATCH) !== 0;
          if (!isLevel || item.isReady || item.isSilent || file === undefined || file.kind === 'epoll') continue;
          if ((peek(kernel, file) & item.events) !== 0) return { file: item.name };
        }
      }
      return null;
    },
  },
  {
    id: 'edgeOnce',
    name: 'Edge-triggered reports once for what happened',
    source: 'epoll(7), "Level-triggered and edge-triggered"',
    check(state) {
      return firstReported(state, ({ isEdge, hadNews }) => isEdge && !hadNews);
    },
  },
  {
    id: 'oneShotSilent',
    name: 'One-shot is silent until MOD',
    source: 'epoll_ctl(2), EPOLLONESHOT',
    check(state) {
      return firstReported(state, ({ wasSilent }) => wasSilent);
    },
  },
  {
    id: 'goneForgotten',
    name: 'No event for a description that is gone',
    source: 'epoll(7), question 6: closed once all descriptors that refer to it are; fs/eventpoll.c, eventpoll_release',
    check(state) {
      return firstReported(state, ({ isGone }) => isGone);
    },
  },
  {
    id: 'everyByteRead',
    name: 'Every byte is eventually read',
    source: 'epoll(7): with EPOLLET read until EAGAIN, "else the application may hang"',
    check({ kernel, loop }) {
      if (!loop.isIdle) return null;
      const stalled = loop.watched.find((name) => {
        const file = fileOf(kernel, name);
        return file !== undefined && (peek(kernel, file) & IN) !== 0;
      });
      return stalled === undefined ? null : { file: stalled };
    },
  },
];
