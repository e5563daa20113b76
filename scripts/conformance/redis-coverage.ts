import type { RecordedStep } from '../../sim/systems/redis/testing/replay';

/** The options that are counted, by command; a pattern stands for what an argument must look like. */
const OPTIONS: Readonly<Record<string, readonly (string | { readonly name: string; readonly pattern: RegExp })[]>> = {
  XADD: [
    'NOMKSTREAM',
    'MAXLEN',
    'MINID',
    'LIMIT',
    '=',
    '~',
    '*',
    { name: '<ms>-*', pattern: /^\d+-\*$/ },
    { name: '<ms>-<seq>', pattern: /^\d+-\d+$/ },
  ],
  XTRIM: ['MAXLEN', 'MINID', 'LIMIT', '=', '~'],
  XRANGE: ['COUNT', '-', '+', { name: '(', pattern: /^\(/ }],
  XREVRANGE: ['COUNT', '-', '+', { name: '(', pattern: /^\(/ }],
  XREAD: ['COUNT', 'BLOCK', '$'],
  XREADGROUP: ['COUNT', 'BLOCK', 'NOACK', '>', { name: 'history (0)', pattern: /^0$/ }],
  'XGROUP CREATE': ['MKSTREAM', 'ENTRIESREAD', '$'],
  'XGROUP SETID': ['ENTRIESREAD', '$'],
  'XGROUP DESTROY': [],
  'XGROUP CREATECONSUMER': [],
  'XGROUP DELCONSUMER': [],
  'XGROUP HELP': [],
  XPENDING: ['IDLE', { name: '(', pattern: /^\(/ }],
  XCLAIM: ['IDLE', 'TIME', 'RETRYCOUNT', 'FORCE', 'JUSTID', 'LASTID'],
  XAUTOCLAIM: ['COUNT', 'JUSTID'],
  'XINFO STREAM': ['FULL', 'COUNT'],
  'XINFO GROUPS': [],
  'XINFO CONSUMERS': [],
  'XINFO HELP': [],
  XSETID: ['ENTRIESADDED', 'MAXDELETEDID'],
  'CONFIG GET': [],
  'CONFIG SET': ['STREAM-NODE-MAX-ENTRIES', 'STREAM-NODE-MAX-BYTES'],
  XACK: [],
  XDEL: [],
  XLEN: [],
  DEL: [],
  EXISTS: [],
  TYPE: [],
  SET: ['NX', 'XX', 'GET', 'KEEPTTL', 'EX', 'PX', 'EXAT', 'PXAT'],
  GET: [],
  EXPIRE: ['NX', 'XX', 'GT', 'LT'],
  PEXPIRE: ['NX', 'XX', 'GT', 'LT'],
  EXPIREAT: ['NX', 'XX', 'GT', 'LT'],
  PEXPIREAT: ['NX', 'XX', 'GT', 'LT'],
  PERSIST: [],
  TTL: [],
  PTTL: [],
  RENAME: [],
  RENAMENX: [],
  COPY: ['REPLACE', 'DB'],
  KEYS: [],
  SCAN: ['COUNT', 'MATCH', 'TYPE'],
  SELECT: [],
  'OBJECT ENCODING': [],
  'MEMORY USAGE': ['SAMPLES'],
  MULTI: [],
  EXEC: [],
  DISCARD: [],
  WATCH: [],
  UNWATCH: [],
  SUBSCRIBE: [],
  UNSUBSCRIBE: [],
  PSUBSCRIBE: [],
  PUBLISH: [],
  'PUBSUB NUMSUB': [],
  'CLIENT ID': [],
  'CLIENT SETNAME': [],
  'CLIENT GETNAME': [],
  'CLIENT UNBLOCK': ['TIMEOUT', 'ERROR'],
  EVAL: [],
};

interface Count {
  /** Replies that were no error, errors, commands that blocked. */
  ok: number;
  errors: number;
  blocked: number;
  readonly options: Map<string, number>;
}

/** How often each command and option was compared. */
export class Coverage {
  readonly #counts = new Map<string, Count>();
  #commands = 0;
  #waits = 0;

  constructor() {
    for (const [name, options] of Object.entries(OPTIONS)) {
      const names = options.map((option): [string, number] => [typeof option === 'string' ? option : option.name, 0]);
      this.#counts.set(name, { ok: 0, errors: 0, blocked: 0, options: new Map(names) });
    }
  }

  add(steps: readonly RecordedStep[]): void {
    for (const step of steps) {
      if (step.argv === null) this.#waits += 1;
      else this.#addCommand(step.argv, step);
    }
  }

  #addCommand(argv: readonly string[], { reply }: RecordedStep): void {
    this.#commands += 1;
    const [name = '', ...args] = argv.map((arg) => arg.toUpperCase());
    const fullName = this.#counts.has(name) ? name : `${name} ${args[0] ?? ''}`;
    const count = this.#counts.get(fullName);
    if (count === undefined) return;
    if (reply === null) count.blocked += 1;
    else if (isError(reply.value)) count.errors += 1;
    else count.ok += 1;
    if (reply !== null && isError(reply.value)) return;
    for (const option of OPTIONS[fullName] ?? []) {
      const optionName = typeof option === 'string' ? option : option.name;
      const isThere = args.some((arg) => (typeof option === 'string' ? arg === option : option.pattern.test(arg)));
      if (isThere) count.options.set(optionName, (count.options.get(optionName) ?? 0) + 1);
    }
  }

  /** What was never compared with a reply that is no error. */
  get missing(): readonly string[] {
    return [...this.#counts].flatMap(([name, { ok, options }]) => [
      ...(ok === 0 ? [name] : []),
      ...[...options].flatMap(([option, times]) => (times === 0 ? [`${name} ${option}`] : [])),
    ]);
  }

  toString(): string {
    const rows = [...this.#counts].map(([name, { ok, errors, blocked, options }]) => {
      const counts = [`${ok} ok`, `${errors} errors`, ...(blocked > 0 ? [`${blocked} blocked`] : [])].join(', ');
      const list = [...options].map(([option, times]) => `${option} ${times}`).join(', ');
      return `${name.padEnd(22)} ${counts}${list === '' ? '' : `   with ${list}`}`;
    });
    return [...rows, `${this.#commands} commands and ${this.#waits} waits compared`].join('\n');
  }
}

function isError(reply: unknown): boolean {
  return typeof reply === 'object' && reply !== null && 'err' in reply;
}
