import type { Invariant } from '../core/simulation';
import { nextReady } from './schedule';
import type { ConcurrencyModelsState } from './state';

/** What each model promises, kept by one of the rules that can be switched off. */
export const concurrencyModelsInvariants: readonly Invariant<ConcurrencyModelsState>[] = [
  {
    id: 'switchPoints',
    name: 'Greenlets and coroutines switch only at switch points',
    source: 'gevent, "Introduction": Cooperative multitasking; PEP 492',
    check: ({ observations: { preempted } }) => (preempted === null ? null : { job: preempted }),
  },
  {
    id: 'ownMemory',
    name: 'Processes share nothing unless told',
    source: 'Python 3.11, multiprocessing, "Sharing state between processes"',
    check: ({ observations: { foreignWrite } }) => (foreignWrite === null ? null : { job: foreignWrite }),
  },
  {
    id: 'oneThread',
    name: 'One thread of a process runs Python at a time',
    source: 'Python 3.11, glossary, "global interpreter lock"',
    check: ({ config, runs }) => {
      const threads = runs.find(({ model }) => model === 'thread');
      if (threads === undefined || !config.gil) return null;
      const busy = threads.onCore.flatMap((at) => (at === null ? [] : [threads.jobs[at]?.process ?? 0]));
      return new Set(busy).size === busy.length ? null : { running: busy.length };
    },
  },
  {
    id: 'workConserved',
    name: 'Work is conserved: no core idles while a job could run on it',
    source: 'Silberschatz, Operating System Concepts, "CPU Scheduling"',
    check: ({ config, runs }) => {
      const asked = { config: { ...config, rules: { ...config.rules, workIsConserved: true } } };
      const idle = runs.find((run) => run.onCore.includes(null) && nextReady(run, asked) >= 0);
      return idle === undefined ? null : { model: idle.model, core: idle.onCore.indexOf(null) + 1 };
    },
  },
];
