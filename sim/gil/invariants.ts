import type { Invariant, RuleValues } from '../core/simulation';
import { type GilState, hasGil } from './state';

const SOURCE = 'CPython 3.11, Python/ceval_gil.h';

const by = (thread: string | null): RuleValues | null => (thread === null ? null : { thread });

/** What the interpreter promises, each kept by one of the rules that can be switched off. */
export const gilInvariants: readonly Invariant<GilState>[] = [
  {
    id: 'oneRunner',
    name: 'One thread executes bytecode at a time',
    source: 'Python glossary, "global interpreter lock"',
    check: (state) => {
      if (!hasGil(state)) return null;
      let running = 0;
      for (const { status } of state.threads) if (status === 'runs' || status === 'inC') running += 1;
      return running > 1 ? { running } : null;
    },
  },
  {
    id: 'askedLetsRun',
    name: 'Who is asked lets another thread run',
    source: `${SOURCE}, FORCE_SWITCHING in drop_gil`,
    check: ({ observations }) => by(observations.retaken),
  },
  {
    id: 'askedAfterInterval',
    name: 'Nobody is asked before an interval is over',
    source: `${SOURCE}, take_gil: the request follows a timed wait in which the GIL did not change hands`,
    check: ({ observations }) => by(observations.askedEarly),
  },
  {
    id: 'checkPointsOnly',
    name: 'Handed over at check points only',
    source: 'CPython 3.11, Python/ceval.c, CHECK_EVAL_BREAKER',
    check: ({ observations }) => by(observations.betweenCheckPoints),
  },
  {
    id: 'noHoldWhileBlocked',
    name: 'Nobody holds the GIL while it blocks',
    source: 'Python/C API, "Thread State and the Global Interpreter Lock": Py_BEGIN_ALLOW_THREADS',
    check: ({ observations }) => by(observations.heldWhileBlocked),
  },
];
