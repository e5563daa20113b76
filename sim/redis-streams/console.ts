import { CommandRefused, type Json, type World } from '../core/simulation';
import type { Reply } from '../systems/redis/types';
import { CONSOLE_BLOCKED_MAX, CONSOLE_LINES_MAX, CONSOLE_NODE, CONSOLE_REPLY_ELEMENTS_MAX } from './config';
import type { RedisStreamsEvent } from './event';
import type { ConsoleLine, ConsoleState } from './state';
import { trace } from './trace';

type Events = World<RedisStreamsEvent>;

/** Elements of a reply that go into the trace too. */
const TRACED_ELEMENTS_MAX = 20;

/** Refuses a command that would wait beside too many others that are blocked, before anything is changed. */
export function refuseCrowd({ lines }: ConsoleState): void {
  if (lines.filter(({ isBlocked }) => isBlocked).length < CONSOLE_BLOCKED_MAX) return;
  throw new CommandRefused(`${CONSOLE_BLOCKED_MAX} commands of the console are blocked: interrupt one first`);
}

/** Writes a command down that is about to be carried out; returns its number. */
export function openLine(
  console: ConsoleState,
  argv: readonly string[],
  terminal: number | null,
  world: Events,
): number {
  const number = console.nextNumber;
  console.nextNumber += 1;
  addLine(console, {
    number,
    tick: world.tick,
    argv,
    terminal,
    isBlocked: true,
    reply: null,
    repliedTick: null,
    wasInterrupted: false,
    elementsLeftOut: 0,
  });
  return number;
}

/** A message of a channel that a terminal has joined. */
export function addMessage(console: ConsoleState, terminal: number, message: Reply, world: Events): void {
  const number = openLine(console, [], terminal, world);
  answerLine(console, number, message, world);
  trace(world, { kind: 'consoleMessage', actor: CONSOLE_NODE, data: { terminal, message: traced(message) } });
}

function addLine({ lines }: ConsoleState, line: ConsoleLine): void {
  lines.push(line);
  if (lines.length <= CONSOLE_LINES_MAX) return;
  const oldest = lines.findIndex(({ isBlocked }) => !isBlocked);
  lines.splice(Math.max(0, oldest), 1);
}

/** The command that the terminal waits for; null: it takes another one. */
export function awaitedIn({ lines }: ConsoleState, terminal: number): ConsoleLine | null {
  return lines.find((line) => line.terminal === terminal && line.isBlocked && line.argv.length > 0) ?? null;
}

/** redis-cli reads no command while it waits for a reply. */
export function refuseWaiting(console: ConsoleState, terminal: number): void {
  if (awaitedIn(console, terminal) === null) return;
  throw new CommandRefused(`terminal ${terminal} waits for a reply: interrupt it, or use another terminal`);
}

/** The reply to a command has come: at once, or later to one that was blocked. */
export function answerLine(console: ConsoleState, number: number, reply: Reply, world: Events): void {
  const kept = keep(reply, { left: CONSOLE_REPLY_ELEMENTS_MAX, leftOut: 0 });
  replaceLine(console, number, (line) => ({
    ...line,
    isBlocked: false,
    reply: kept.reply,
    repliedTick: world.tick,
    elementsLeftOut: kept.budget.leftOut,
  }));
}

/** Gives up the blocked command of that number; null when there is none. */
export function interruptLine(console: ConsoleState, number: number, world: Events): ConsoleLine | null {
  const blocked = console.lines.find((line) => line.number === number && line.isBlocked);
  if (blocked === undefined) return null;
  replaceLine(console, number, (line) => ({
    ...line,
    isBlocked: false,
    wasInterrupted: true,
    repliedTick: world.tick,
  }));
  trace(world, { kind: 'interrupt', actor: CONSOLE_NODE, data: { number } });
  return blocked;
}

/** A reply as the trace has it: whole when it is short, else null. */
export function traced(reply: Reply): Json {
  const { budget } = keep(reply, { left: TRACED_ELEMENTS_MAX, leftOut: 0 });
  return budget.leftOut > 0 ? null : toJson(reply);
}

function toJson(reply: Reply): Json {
  if (typeof reply !== 'object' || reply === null) return reply;
  return Array.isArray(reply) ? reply.map(toJson) : { ...reply };
}

function replaceLine({ lines }: ConsoleState, number: number, change: (line: ConsoleLine) => ConsoleLine): void {
  const at = lines.findIndex((line) => line.number === number);
  const line = lines[at];
  if (line !== undefined) lines[at] = change(line);
}

interface Budget {
  left: number;
  leftOut: number;
}

/** The reply up to so many elements, in the order in which they are read, and how many are left out. */
function keep(reply: Reply, budget: Budget): { readonly reply: Reply; readonly budget: Budget } {
  if (!isList(reply)) return { reply, budget };
  const kept: Reply[] = [];
  for (const part of reply) {
    if (budget.left === 0) {
      budget.leftOut += 1;
      continue;
    }
    budget.left -= 1;
    kept.push(keep(part, budget).reply);
  }
  return { reply: kept, budget };
}

function isList(reply: Reply): reply is readonly Reply[] {
  return Array.isArray(reply);
}
