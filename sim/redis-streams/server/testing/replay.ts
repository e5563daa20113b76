import { advance, createServer, execute, nextDueMs } from '../server';
import { BLOCKED, type Reply, type ServerEnv, type ServerOptions, type ServerState } from '../types';
import { timesApart } from './times';

/** What one step brought about: a reply or none yet, and replies to other commands, by client. */
export interface Outcome {
  /** Null: blocked, or a wait. */
  readonly reply: { readonly value: Reply } | null;
  readonly later: Readonly<Record<string, readonly Reply[]>>;
}

/** The model's outcome, with the commands that it answers later: one for each reply in `later`. */
export interface ModelOutcome extends Outcome {
  readonly laterCommands: Readonly<Record<string, readonly (readonly string[])[]>>;
}

/** A step as a server answered it, at a time of its own (Unix milliseconds). */
export interface RecordedStep extends Outcome {
  readonly client: string;
  /** Null: a wait, which ended at `nowMs`. */
  readonly argv: readonly string[] | null;
  readonly nowMs: number;
}

/** A sequence as the real server answered it. */
export interface Recording {
  readonly redisVersion: string;
  readonly options: ServerOptions;
  readonly steps: readonly RecordedStep[];
}

/** The model, driven step by step. */
export class Model {
  readonly server: ServerState;
  #nowMs = 0;
  #later: Record<string, Reply[]> = {};
  #laterCommands: Record<string, (readonly string[])[]> = {};
  /** Commands that are not answered yet, by client, in the order in which they came. */
  readonly #unanswered = new Map<string, (readonly string[])[]>();
  readonly #env: ServerEnv;

  constructor(options: ServerOptions) {
    this.server = createServer(options);
    const nowMs = () => this.#nowMs;
    this.#env = {
      get nowMs() {
        return nowMs();
      },
      reply: (client, reply) => {
        this.#later[client] = [...(this.#later[client] ?? []), reply];
        const answered = this.#unanswered.get(client)?.shift() ?? [];
        this.#laterCommands[client] = [...(this.#laterCommands[client] ?? []), answered];
      },
      note: () => {},
    };
  }

  step(client: string, argv: readonly string[] | null, nowMs: number): ModelOutcome {
    this.#later = {};
    this.#laterCommands = {};
    const reply = argv === null ? BLOCKED : this.#execute(client, argv, nowMs);
    if (argv === null) this.#advanceTo(nowMs);
    const value = reply === BLOCKED ? null : { value: reply };
    return { reply: value, later: this.#later, laterCommands: this.#laterCommands };
  }

  isBlocked(client: string): boolean {
    return this.server.blocked.some((one) => one.client === client);
  }

  #execute(client: string, argv: readonly string[], nowMs: number): Reply | typeof BLOCKED {
    this.#nowMs = Math.max(this.#nowMs, nowMs);
    const reply = execute(this.server, client, argv, this.#env);
    if (reply === BLOCKED) this.#unanswered.set(client, [...(this.#unanswered.get(client) ?? []), argv]);
    return reply;
  }

  #advanceTo(endMs: number): void {
    for (let due = nextDueMs(this.server); due !== null && due <= endMs; due = nextDueMs(this.server)) {
      this.#nowMs = Math.max(this.#nowMs, due);
      advance(this.server, this.#env);
    }
    this.#nowMs = Math.max(this.#nowMs, endMs);
  }
}

/** How the model's outcome differs from the server's, in words; null: it does not, but for times a little apart. */
export function differenceOf(step: Omit<RecordedStep, 'nowMs'>, model: ModelOutcome): string | null {
  if (!isSame(step.argv, step.reply?.value, model.reply?.value)) {
    return `the server says ${shown(step.reply?.value)}, the model ${shown(model.reply?.value)}`;
  }
  for (const client of new Set([...Object.keys(step.later), ...Object.keys(model.later)])) {
    const server = step.later[client] ?? [];
    const ours = model.later[client] ?? [];
    const commands = model.laterCommands[client] ?? [];
    if (server.length !== ours.length || !server.every((reply, i) => isSame(commands[i] ?? null, reply, ours[i]))) {
      return `to ${client} the server says ${shown(server)}, the model ${shown(ours)}`;
    }
  }
  return null;
}

function isSame(argv: readonly string[] | null, server: Reply | undefined, model: Reply | undefined): boolean {
  if (server === undefined || model === undefined) return server === model;
  return timesApart(argv, server, model) !== null;
}

function shown(reply: Reply | readonly Reply[] | undefined): string {
  return reply === undefined ? 'nothing' : JSON.stringify(reply);
}
