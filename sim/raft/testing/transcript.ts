import type { Violation } from '../../core/engine';
import type { TraceEntry } from '../../core/simulation';
import { TICKS_PER_MILLISECOND } from '../config';
import type { LogEntry, RaftState } from '../state';
import type { RaftStep } from './cluster';

/** One step on one line: number, milliseconds, cause, and after the arrow everything that it traced. */
export function transcriptLine({ step, tick, cause, trace, violations }: RaftStep): string {
  const time = (tick / TICKS_PER_MILLISECOND).toFixed(3).padStart(9);
  const said = trace.map(entryText).join('; ');
  const broken = violations.map((violation) => ` !! ${violation.name}: ${brokenText(violation)}`).join('');
  return `${String(step).padStart(4)} ${time} ms  ${causeText(cause).padEnd(19)}  ${said}${broken}`.trimEnd();
}

/** What broke a rule, as the transcripts on record tell it. */
function brokenText({
  id,
  values: { server, leader, term, value, index, committed, committedTerm, ...others },
}: Violation): string {
  if (id === 'leaderCompleteness') {
    return `${leader} leads in term ${term} without the entry "${value}" that was committed at index ${index} in term ${committedTerm}`;
  }
  if (id === 'stateMachineSafety') {
    return `${server} applied an entry of term ${term} ("${value}") at index ${index}, where "${committed}" of term ${committedTerm} had been committed`;
  }
  return JSON.stringify({ server, leader, term, value, index, ...others });
}

/** Where everybody stands, a line for each server; logs as in the paper's figures, each entry with its term. */
export function stateLines({ servers }: RaftState): string[] {
  return servers.map(({ id, persistent, volatile }) => {
    const { currentTerm, votedFor, snapshot } = persistent;
    const start = snapshot === null ? '' : ` ..${snapshot.lastIncludedIndex}]`;
    const log = persistent.log.map(({ term, value }) => ` ${term}:${value}`).join('');
    const text = `${id} ${volatile?.role ?? 'crashed'}, term ${currentTerm}, voted for ${votedFor ?? 'nobody'}`;
    return log === '' && start === '' ? text : `${text}, log${start}${log}`;
  });
}

/** A log by its terms alone, as Figures 7 and 8 draw it. */
export function logTerms(state: RaftState): string[] {
  return state.servers.map(({ persistent }) => persistent.log.map(({ term }) => term).join(' '));
}

function causeText(cause: RaftStep['cause']): string {
  if (cause.type === 'start') return 'start';
  if (cause.type === 'command') return `command ${cause.command.type}`;
  const { event } = cause;
  return 'server' in event ? `${event.type} ${event.server}` : `${event.type} #${event.message.id}`;
}

function entryText({ kind, actor, peer, message, data }: TraceEntry): string {
  const arrow = kind === 'receive' || kind === 'drop' ? '<-' : '->';
  const who = peer === undefined ? actor : `${actor} ${arrow} ${peer}`;
  const number = message === undefined ? '' : ` #${message}`;
  const details = Object.entries(data ?? {}).map(([key, value]) => ` ${key}=${plain(value)}`);
  return `${kind} ${who}${number}${details.join('')}`;
}

function plain(value: unknown): string {
  if (Array.isArray(value) && value.every(isEntry)) {
    return `[${value.map(({ term, value: text }) => `${term}:${text}`).join(' ')}]`;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isEntry(value: unknown): value is LogEntry {
  return typeof value === 'object' && value !== null && 'term' in value && 'value' in value;
}
