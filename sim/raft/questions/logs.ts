import type { QuestionOption } from '../../core/question';
import { lastLogIndex, logTerm, type RaftState, type Server } from '../state';

/** A log as its last entry tells it in the words of an election. */
export interface LogEnd {
  readonly term: number;
  readonly index: number;
}

export function logEnd(server: Server): LogEnd {
  const index = lastLogIndex(server);
  return { term: logTerm(server, index), index };
}

/** §5.4.1: the later last term is more up to date; of equal ones the longer log. */
export function isAtLeastAsUpToDate(one: LogEnd, other: LogEnd): boolean {
  return one.term > other.term || (one.term === other.term && one.index >= other.index);
}

/** Whose logs are more up to date than this server's: those who refuse it their vote whatever the term. */
export function moreUpToDate(server: Server, state: RaftState): readonly Server[] {
  return state.servers.filter((other) => !isAtLeastAsUpToDate(logEnd(server), logEnd(other)));
}

/** How many entries from the first on two logs have in common. */
export function commonLength(one: Server, other: Server): number {
  const [own, theirs] = [one.persistent.log, other.persistent.log];
  const differs = own.findIndex((entry, at) => entry.term !== theirs[at]?.term);
  return differs === -1 ? own.length : differs;
}

/** The logs of all servers as terms, `s1: 1 1 2 · s2: 1 1`, for a stem that is read without its picture. */
export function logsText(state: RaftState): string {
  return state.servers
    .map(({ id, persistent }) => `${id}: ${persistent.log.map(({ term }) => term).join(' ') || '–'}`)
    .join(' · ');
}

/** Options that are servers, in their own order. */
export function serverOptions(
  servers: readonly Server[],
  tell: (server: Server) => Pick<QuestionOption, 'feedback' | 'misconception'>,
): readonly QuestionOption[] {
  return servers.map((server) => ({ id: server.id, label: { verbatim: server.id }, ...tell(server) }));
}
