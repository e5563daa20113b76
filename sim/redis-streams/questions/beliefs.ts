import { type Draft, GROUP, KEY, type Name, ownedBy } from './history';
import type { Misconception } from './misconceptions';
import type { Belief, Done, Situation } from './situation';

/** A belief under which something more was done just before the question. */
export function asIfAlso(id: Misconception, argvs: readonly (readonly string[])[]): Belief {
  return {
    id,
    turn({ done, asked }) {
      const more = argvs.filter((argv) => argv.length > 0).map((argv) => ({ ms: asked.ms, argv }));
      return more.length === 0 ? null : { done: [...done, ...more], asked };
    },
  };
}

/** A belief under which each command was another one, or none at all (null). Null when that changes nothing. */
export function asIfEach(id: Misconception, change: (step: Done, at: number) => Done | null): Belief {
  return {
    id,
    turn({ done, asked }) {
      const changed = done.flatMap((step, at) => change(step, at) ?? []);
      const isSame = changed.length === done.length && changed.every((step, at) => step === done[at]);
      return isSame ? null : { done: changed, asked };
    },
  };
}

/** A belief under which another question was asked. */
export function asIfAsked(id: Misconception, change: (argv: readonly string[]) => readonly string[]): Belief {
  return { id, turn: ({ done, asked }: Situation) => ({ done, asked: { ...asked, argv: change(asked.argv) } }) };
}

/** XACK for these; nothing for none. */
export function ackArgv(ids: readonly string[]): readonly string[] {
  return ids.length === 0 ? [] : ['XACK', KEY, GROUP, ...ids];
}

/** XCLAIM for these, which changes neither idle times nor delivery counts (JUSTID); nothing for none. */
export function takeArgv(name: Name, ids: readonly string[]): readonly string[] {
  return ids.length === 0 ? [] : ['XCLAIM', KEY, GROUP, name, '0', ...ids, 'JUSTID'];
}

/** Has the group go on after entry `number`. */
export function setIdArgv(number: number): readonly string[] {
  return ['XGROUP', 'SETID', KEY, GROUP, `${Math.max(0, number)}-0`];
}

export const claimCopies: Belief = asIfEach('streams-claim-copies', (step) =>
  step.argv[0] === 'XCLAIM' ? null : step,
);

export const noAckIsPending: Belief = asIfEach('streams-noack-is-pending', (step) =>
  step.argv.includes('NOACK') ? { ...step, argv: step.argv.filter((word) => word !== 'NOACK') } : step,
);

export const ackIsCumulative: Belief = asIfEach('streams-ack-is-cumulative', (step) => {
  const [name, , , last = '0-0'] = step.argv;
  if (name !== 'XACK') return step;
  const ids = Array.from({ length: Number.parseInt(last, 10) }, (_, at) => `${at + 1}-0`);
  return ids.length < 2 ? step : { ...step, argv: ackArgv(ids) };
});

export const deletedIsDelivered: Belief = asIfEach('streams-deleted-is-delivered', (step) =>
  step.argv[0] === 'XDEL' ? null : step,
);

export function xdelClearsPending({ deleted }: Draft): Belief {
  return asIfAlso('streams-xdel-clears-pending', [ackArgv([...deleted])]);
}

/** What was read before the last call counts as done; `name`: of this consumer only. */
export function readIsAck(draft: Draft, name: Name | null): Belief {
  return asIfAlso('streams-read-is-ack', [ackArgv(ownedBy(draft, name))]);
}
