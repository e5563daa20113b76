import type { Invariant } from '../core/simulation';
import { type GilState, hasGil } from './state';

const SOURCE = 'CPython 3.11, Python/ceval_gil.h';

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
      return running > 1 ? `${running} threads run with one GIL` : null;
    },
  },
  {
    id: 'askedLetsRun',
    name: 'Who is asked lets another thread run',
    source: `${SOURCE}, FORCE_SWITCHING in drop_gil`,
    check: ({ observations }) =>
      observations.retaken === null
        ? null
        : `${observations.retaken} dropped the GIL when asked and took it again at once`,
  },
  {
    id: 'askedAfterInterval',
    name: 'Nobody is asked before an interval is over',
    source: `${SOURCE}, take_gil: the request follows a timed wait in which the GIL did not change hands`,
    check: ({ observations }) =>
      observations.askedEarly === null
        ? null
        : `${observations.askedEarly} asked for the GIL before it had waited an interval`,
  },
  {
    id: 'checkPointsOnly',
    name: 'Handed over at check points only',
    source: 'CPython 3.11, Python/ceval.c, CHECK_EVAL_BREAKER',
    check: ({ observations }) =>
      observations.betweenCheckPoints === null
        ? null
        : `${observations.betweenCheckPoints} handed the GIL over between two check points`,
  },
  {
    id: 'noHoldWhileBlocked',
    name: 'Nobody holds the GIL while it blocks',
    source: 'Python/C API, "Thread State and the Global Interpreter Lock": Py_BEGIN_ALLOW_THREADS',
    check: ({ observations }) =>
      observations.heldWhileBlocked === null ? null : `${observations.heldWhileBlocked} holds the GIL while it blocks`,
  },
];
