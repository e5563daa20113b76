import { chargeWork } from '../core/work';
import { hasQuorum } from './configuration';
import { observeApplied } from './observations';
import { type LogEntry, lastLogIndex, logEntry, logTerm, type RaftState, type RunningServer } from './state';
import type { RaftWorld } from './trace';

/**
 * Figure 2, "Leaders": the highest index N above commitIndex that a quorum has, with an entry of the leader's own term there
 * (§5.4.2), becomes the commit index. True when it grew.
 */
export function advanceCommitIndex(state: RaftState, server: RunningServer, world: RaftWorld): boolean {
  const { leader, commitIndex } = server.volatile;
  if (leader === null) return false;
  const { matchIndex } = leader;
  const last = lastLogIndex(server);
  for (let index = last; index > commitIndex; index -= 1) {
    chargeWork(1);
    // Terms never fall along a log: below an entry of an earlier term there are only such.
    const isOwnTerm = logTerm(server, index) === server.persistent.currentTerm;
    if (state.config.rules.commitOnlyCurrentTerm && !isOwnTerm) return false;
    const has = (id: keyof typeof matchIndex): boolean => id === server.id || (matchIndex[id] ?? 0) >= index;
    if (!hasQuorum(state, server.configuration, has)) continue;
    commitTo(state, server, index, world);
    return true;
  }
  return false;
}

/** Raises the commit index and applies everything up to it (Figure 2, "All Servers"). */
export function commitTo(state: RaftState, server: RunningServer, index: number, world: RaftWorld): void {
  const { volatile } = server;
  if (index <= volatile.commitIndex) return;
  world.trace({ kind: 'commit', actor: server.id, data: { from: volatile.commitIndex, to: index } });
  volatile.commitIndex = index;
  while (volatile.lastApplied < index) {
    const entry = logEntry(server, volatile.lastApplied + 1);
    if (entry === null) return;
    volatile.lastApplied += 1;
    observeApplied(state, server, volatile.lastApplied, entry);
    apply(server, entry);
    const { term, value } = entry;
    world.trace({ kind: 'apply', actor: server.id, data: { index: volatile.lastApplied, term, value } });
  }
}

/** The state machine: `key=value` sets a key; any other text is a key that counts how often it was applied. */
function apply(server: RunningServer, { value, configuration }: LogEntry): void {
  if (configuration !== undefined || value === '') return;
  const { machine } = server.volatile;
  const sign = value.indexOf('=');
  const key = sign < 0 ? value : value.slice(0, sign);
  chargeWork(Math.ceil(machine.length / 8));
  const position = machine.findIndex(([known]) => known === key);
  const before = machine[position]?.[1];
  const after = sign < 0 ? String(Number(before ?? 0) + 1) : value.slice(sign + 1);
  if (position < 0) machine.push([key, after]);
  else machine[position] = [key, after];
}
