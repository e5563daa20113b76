import { cloneJson } from '../../../core/json';
import { connect, findConnection } from '../connections';
import { restartServer } from '../restart';
import { advance, createServer, disconnect, execute, nextDueMs } from '../server';
import { BLOCKED, type NodeLimits, type Reply, type ServerEnv, type ServerOptions, type ServerState } from '../types';
import { TOLERANCE_MS, timesApart } from './times';

/** What one step brought about: a reply or none yet, and replies to other commands, by client. */
export interface Outcome {
  /** Null: blocked, or a wait. */
  readonly reply: { readonly value: Reply } | null;
  readonly later: Readonly<Record<string, readonly Reply[]>>;
}

/** The model's outcome, with the commands that it answers later: one for each reply in `later`. */
export interface ModelOutcome extends Outcome {
  readonly laterCommands: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** How many of those in `later` answer nothing: published messages. */
  readonly pushes: Readonly<Record<string, number>>;
  /** The commands of the transaction that EXEC carried out. */
  readonly within: readonly (readonly string[])[];
}

/** A step as a server answered it, at a time of its own (Unix milliseconds). */
export interface RecordedStep extends Outcome {
  readonly client: string;
  /** Null: a wait, which ended at `nowMs`, or what `happens`. */
  readonly argv: readonly string[] | null;
  readonly nowMs: number;
  /** The client's connection was closed, or the server ended and another read its append-only file. */
  readonly happens?: 'disconnect' | 'restart';
}

/** A sequence as the real server answered it. */
export interface Recording {
  readonly redisVersion: string;
  readonly options: NodeLimits;
  readonly steps: readonly RecordedStep[];
}

/** The model, driven step by step. */
export class Model {
  readonly server: ServerState;
  readonly #options: ServerOptions;
  #nowMs = 0;
  #later: Record<string, Reply[]> = {};
  #laterCommands: Record<string, (readonly string[])[]> = {};
  #pushes: Record<string, number> = {};
  /** Commands that are not answered yet, by client, in the order in which they came. */
  readonly #unanswered = new Map<string, (readonly string[])[]>();
  readonly #env: ServerEnv;

  constructor(options: NodeLimits) {
    this.server = createServer(options);
    this.#options = this.server.options;
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
      push: (client, message) => {
        this.#later[client] = [...(this.#later[client] ?? []), message];
        this.#laterCommands[client] = [...(this.#laterCommands[client] ?? []), []];
        this.#pushes[client] = (this.#pushes[client] ?? 0) + 1;
      },
      note: () => {},
    };
  }

  /** The client's connection is closed. */
  disconnect(client: string): void {
    disconnect(this.server, client);
    this.#unanswered.delete(client);
  }

  /** A new process has read the append-only file. */
  restart(nowMs: number): void {
    restartServer(this.server, 'aof', this.#options, nowMs);
    this.#unanswered.clear();
  }

  /** Carries out a step as it was recorded. */
  replay({ client, argv, nowMs, happens }: RecordedStep): ModelOutcome {
    if (happens === undefined) return this.step(client, argv, nowMs);
    if (happens === 'restart') this.restart(nowMs);
    else this.disconnect(client);
    return { reply: null, later: {}, laterCommands: {}, pushes: {}, within: [] };
  }

  /** Whether the model would say of the command, or of what it is asked for, that this lab does not have it. */
  isMissing(client: string, argv: readonly string[]): boolean {
    const twin = cloneJson(this.server);
    const connection = connect(twin, client);
    connection.queued = null;
    const env = { nowMs: this.#nowMs, reply: () => {}, push: () => {}, note: () => {} };
    const reply = execute(twin, client, argv, env);
    return typeof reply === 'object' && reply !== null && 'err' in reply && reply.err.includes('this lab does not');
  }

  /** What CLIENT ID says to that client. */
  idOf(client: string): number {
    return connect(this.server, client).id;
  }

  step(client: string, argv: readonly string[] | null, nowMs: number): ModelOutcome {
    this.#later = {};
    this.#laterCommands = {};
    this.#pushes = {};
    const within = argv?.[0]?.toUpperCase() === 'EXEC' ? (findConnection(this.server, client)?.queued ?? []) : [];
    const asked = argv === null ? null : withIds(argv, (name) => String(this.idOf(name)));
    const reply = asked === null ? BLOCKED : this.#execute(client, asked, nowMs);
    if (argv === null) this.#advanceTo(nowMs);
    const value = reply === BLOCKED ? null : { value: reply };
    return { reply: value, later: this.#later, laterCommands: this.#laterCommands, pushes: this.#pushes, within };
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

/** What is sent for a command: in CLIENT UNBLOCK `@id:NAME` is what CLIENT ID says to that client. */
export function withIds(argv: readonly string[], idOf: (name: string) => string): readonly string[] {
  if (argv[0]?.toUpperCase() !== 'CLIENT' || argv[1]?.toUpperCase() !== 'UNBLOCK') return argv;
  return argv.map((arg, i) => (i === 2 && arg.startsWith('@id:') ? idOf(arg.slice('@id:'.length)) : arg));
}

/** How the model's outcome differs from the server's, in words; null: it does not, but for times a little apart. */
export function differenceOf(
  step: Omit<RecordedStep, 'nowMs'>,
  model: ModelOutcome,
  toleranceMs = TOLERANCE_MS,
): string | null {
  const isSame = (
    argv: readonly string[] | null,
    server: Reply | undefined,
    ours: Reply | undefined,
    within?: readonly (readonly string[])[],
  ) => isAlike(toleranceMs, argv, server, ours, within);
  if (!isSame(step.argv, step.reply?.value, model.reply?.value, model.within)) {
    return `the server says ${shown(step.reply?.value)}, the model ${shown(model.reply?.value)}`;
  }
  for (const client of new Set([...Object.keys(step.later), ...Object.keys(model.later)])) {
    const server = step.later[client] ?? [];
    const ours = model.later[client] ?? [];
    const commands = model.laterCommands[client] ?? [];
    // What SUBSCRIBE writes within a transaction moves the replies of the commands behind it out of EXEC's own.
    const mayAnswer = (i: number) => [commands[i] ?? null, ...model.within];
    const isLike = (reply: Reply, i: number) => mayAnswer(i).some((argv) => isSame(argv, reply, ours[i]));
    if (server.length !== ours.length || !server.every(isLike)) {
      return `to ${client} the server says ${shown(server)}, the model ${shown(ours)}`;
    }
  }
  return null;
}

function isAlike(
  toleranceMs: number,
  argv: readonly string[] | null,
  server: Reply | undefined,
  model: Reply | undefined,
  within: readonly (readonly string[])[] = [],
): boolean {
  if (server === undefined || model === undefined) return server === model;
  if (isArray(server) && isArray(model) && within.length > 0 && server.length === model.length) {
    return server.every((reply, i) => timesApart(within[i] ?? [], reply, model[i] ?? null, toleranceMs) !== null);
  }
  return timesApart(argv, server, model, toleranceMs) !== null;
}

function isArray(reply: Reply): reply is readonly Reply[] {
  return Array.isArray(reply);
}

function shown(reply: Reply | readonly Reply[] | undefined): string {
  return reply === undefined ? 'nothing' : JSON.stringify(reply);
}
