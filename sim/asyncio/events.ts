import type { Json } from '../core/simulation';

/** What the recorder in the interpreter says, event by event; `python/recorder.py` describes each. Times are seconds. */
export type ProgramEvent =
  | readonly ['task', id: number, name: string, coroutine: string, creator: number | null]
  | readonly ['iteration', number: number, time: number, ready: readonly string[], timers: readonly Timer[] | null]
  | readonly ['handle', label: string, task: number | null]
  | readonly ['soon', label: string]
  | readonly ['timer', when: number | null, label: string]
  | readonly ['line', line: number, functionName: string, time: number]
  | readonly ['out' | 'err', text: string]
  | readonly ['end', time: number, status: TaskOutcome | null, awaits: readonly Frame[], waitsFor: number | null]
  | readonly ['lines off']
  | LastEvent;

/** How a program came to its end. */
export type LastEvent =
  | readonly ['result']
  | readonly ['raised', text: string, line: number | null]
  | readonly ['stopped', limit: 'time' | 'output' | 'memory', why: string];

/** When it is due; null for what is no moment, which a program may have asked for. */
export type Timer = readonly [when: number | null, label: string];

/** How a task stands after one of its steps. */
export type TaskOutcome = 'pending' | 'done' | 'failed' | 'cancelled';

/** A coroutine on a task's stack, with the line where it waits if it is the program's own. */
export type Frame = readonly [functionName: string, line: number | null];

/**
 * A run without a page: one line per iteration of the event loop, then how it ended. Feed it the events as they come. `ready` is the
 * queue when the iteration begins to run it, `ran` what was run of it: a callback that was cancelled before its turn is in neither.
 * What was written before the first iteration stands with it, what was written after the last with that one; without any, with the end.
 */
export class IterationLines {
  private open: { [key: string]: Json } | null = null;
  private ran: string[] = [];
  private written = '';
  private timers: readonly Timer[] = [];

  feed(event: ProgramEvent): readonly Json[] {
    switch (event[0]) {
      case 'iteration':
        return this.iteration(event);
      case 'handle':
        this.ran.push(event[1]);
        return NONE;
      case 'out':
        this.written += event[1];
        return NONE;
      case 'result':
        return [...this.close(), this.ending({ result: null })];
      case 'raised':
        return [...this.close(), this.ending({ raised: event[1] })];
      case 'stopped':
        return [...this.close(), this.ending({ stopped: event[1] })];
      default:
        return NONE;
    }
  }

  private iteration([, number, time, ready, timers]: Extract<ProgramEvent, readonly ['iteration', ...unknown[]]>) {
    const before = this.close();
    if (timers !== null) this.timers = timers;
    this.open = { iteration: number, time, ready, timers: this.timers.map(([when, label]) => ({ when, label })) };
    return before;
  }

  private close(): readonly Json[] {
    if (this.open === null) return NONE;
    const { iteration = null, time = null, ready = null, timers = null } = this.open;
    const line: Json = { iteration, time, ran: this.ran, ready, timers, stdout: this.lines() };
    this.open = null;
    this.ran = [];
    return [line];
  }

  private ending(how: { [key: string]: Json }): Json {
    const stdout = this.lines();
    return stdout.length === 0 ? how : { ...how, stdout };
  }

  private lines(): readonly string[] {
    const lines = this.written.split('\n');
    this.written = '';
    if (lines.at(-1) === '') lines.pop();
    return lines;
  }
}

const NONE: readonly Json[] = [];
