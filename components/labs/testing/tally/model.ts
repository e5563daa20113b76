import * as z from 'zod/mini';
import { CommandRefused, type Simulation, type TraceOf, type World } from '@/sim/core/simulation';

const clerk = z.enum(['a', 'b']);

const config = z.strictObject({ start: z._default(z.int().check(z.minimum(0), z.maximum(1_000)), 0) });

const command = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('read'), clerk }),
  /** Writes what was read, plus `by`. */
  z.strictObject({ type: z.literal('write'), clerk, by: z.int().check(z.minimum(1), z.maximum(9)) }),
  z.strictObject({ type: z.literal('reset') }),
]);

export const tallyState = z.strictObject({
  total: z.int(),
  /** What the total should be: every addition counted. */
  added: z.int(),
  /** What each clerk has read and not written yet. */
  held: z.record(clerk, z.nullable(z.int())),
});

export const tallyEvent = z.strictObject({ type: z.literal('written') });

type TallyConfig = z.infer<typeof config>;
type TallyState = z.infer<typeof tallyState>;
type TallyCommand = z.infer<typeof command>;
type TallyEvent = z.infer<typeof tallyEvent>;
export type TallyTrace = TraceOf<{
  reads: { readonly total: number };
  writes: { readonly total: number };
  resets: null;
  ignored: { readonly reason: 'nothing-read' };
}>;

/** Two clerks who add to one total: each reads it, and writes what it read plus something. */
export const tally: Simulation<TallyConfig, TallyState, TallyCommand, TallyEvent, TallyTrace> = {
  id: 'tally',
  version: '1',
  ticksPerSecond: 1_000,
  config,
  command,
  init: ({ start }) => ({ total: start, added: start, held: { a: null, b: null } }),
  onCommand: (state, done, world) => {
    run(state, done, world);
    return state;
  },
  onEvent: (state) => state,
  invariants: [
    {
      id: 'nothingLost',
      name: 'No lost update',
      source: 'Berenson et al., SIGMOD 1995, P4',
      check: ({ total, added }) => (total === added ? null : { total, added }),
    },
  ],
};

function run(state: TallyState, done: TallyCommand, world: World<TallyEvent, TallyTrace>): void {
  if (done.type === 'reset') {
    if (state.total === 0) throw new CommandRefused('the total is 0');
    Object.assign(state, { total: 0, added: 0, held: { a: null, b: null } });
    world.trace({ kind: 'resets', actor: 'total' });
    return;
  }
  const { clerk: actor } = done;
  const read = state.held[actor];
  if (done.type === 'read') {
    state.held[actor] = state.total;
    world.trace({ kind: 'reads', actor, data: { total: state.total } });
  } else if (read === null) {
    world.trace({ kind: 'ignored', actor, data: { reason: 'nothing-read' } });
  } else {
    state.total = read + done.by;
    state.added += done.by;
    state.held[actor] = null;
    world.trace({ kind: 'writes', actor, data: { total: state.total } });
  }
}
