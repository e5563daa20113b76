/** Why a call failed: errno's own name. */
export type Errno =
  | 'EAGAIN'
  | 'EBADF'
  | 'ECONNREFUSED'
  | 'ECONNRESET'
  | 'EEXIST'
  | 'EINVAL'
  | 'ELOOP'
  | 'EMFILE'
  | 'ENOENT'
  | 'ENOTCONN'
  | 'ENOTSOCK'
  | 'EPIPE';

/** One entry of a description's wait queue: the epoll instance that is told when something happens, and for which of its items. */
export interface Watcher {
  readonly epoll: number;
  readonly item: string;
  readonly isExclusive: boolean;
}

/** What every open file description has, whatever it is of. */
interface OpenFile {
  readonly id: number;
  /** Descriptors that refer to it, and threads that wait in it. */
  references: number;
  /** In the order in which they are told: exclusive ones at the end, others before, the newest first. */
  readonly watchers: Watcher[];
}

export interface PipeEnd extends OpenFile {
  readonly kind: 'pipe-read' | 'pipe-write';
  readonly pipe: number;
}

/** Both ends' common buffer: pages, each with where its bytes begin and how many there are. */
export interface Pipe {
  readonly id: number;
  readonly pages: { from: number; bytes: number }[];
  /** The descriptions at its ends; null once one is gone. */
  reader: number | null;
  writer: number | null;
  /** Somebody has polled it, so that each write tells the readers, not only the first one (`poll_usage`). */
  isPolled: boolean;
}

/** Ways that are shut, as bits (`sk_shutdown`). */
export const SHUT_RECEIVE = 1;
export const SHUT_SEND = 2;
export const SHUT_BOTH = 3;

/** One of a pair of connected Unix stream sockets. */
export interface UnixSocket extends OpenFile {
  readonly kind: 'unix';
  /** Null once it is closed. */
  peer: number | null;
  /** What arrived and was not read: each buffer's bytes, and the memory that it is charged to the sender for. */
  readonly buffers: { bytes: number; memory: number }[];
  /** Memory of buffers that the peer has not read. */
  charged: number;
  shut: number;
  error: Errno | null;
}

/** A TCP connection's end on the loopback interface, where every segment is acknowledged at once. */
export interface TcpSocket extends OpenFile {
  readonly kind: 'tcp';
  peer: number | null;
  state: 'ESTABLISHED' | 'CLOSE_WAIT' | 'FIN_WAIT2' | 'CLOSE';
  received: number;
  /** Written, and not taken in by the peer, whose buffer is full. */
  unsent: number;
  /** A FIN waits for what is unsent. */
  isFinishing: boolean;
  hasFin: boolean;
  isClosed: boolean;
  shut: number;
  error: Errno | null;
}

export interface Listener extends OpenFile {
  readonly kind: 'listener';
  isListening: boolean;
  /** Ways that were shut once it no longer listened. */
  shut: number;
  /** Established connections that nobody has accepted. */
  readonly backlog: number[];
}

export interface EventFd extends OpenFile {
  readonly kind: 'eventfd';
  /** 64 bits, as a decimal text. */
  count: string;
  readonly isSemaphore: boolean;
}

export interface TimerFd extends OpenFile {
  readonly kind: 'timerfd';
  dueMs: number | null;
  /** Of timers that are due at the same time, the one that was set first runs out first. */
  setAs: number;
  expirations: number;
}

/** What an epoll instance was told to watch. The key is descriptor and description together, as in the kernel. */
export interface Item {
  readonly key: string;
  readonly fd: number;
  readonly file: number;
  /** As it was when it was registered: what `wait` reports. */
  name: string;
  events: number;
  isReady: boolean;
  /** How often something happened there, and how often it had when it was last reported. */
  news: number;
  told: number;
  /** A one-shot event was reported: silent until MOD. */
  isSilent: boolean;
}

/** What epoll keeps to; each can be switched off to see what breaks. */
export interface EpollRules {
  /** A level-triggered descriptor stays on the ready list while it is ready. */
  readonly levelStays: boolean;
  /** An edge-triggered one leaves it once it is reported. */
  readonly edgeOnce: boolean;
  /** A one-shot one is silent until MOD. */
  readonly oneShotSilent: boolean;
  /** A description that is gone is watched no more. */
  readonly goneForgotten: boolean;
}

const EPOLL_RULES: EpollRules = { levelStays: true, edgeOnce: true, oneShotSilent: true, goneForgotten: true };

/** One event that a wait reported, as those see it who check the rules. */
export interface Reported {
  readonly name: string;
  readonly isEdge: boolean;
  readonly hadNews: boolean;
  readonly wasSilent: boolean;
  readonly isGone: boolean;
}

export interface Epoll extends OpenFile {
  readonly kind: 'epoll';
  readonly interest: Record<string, Item>;
  /** Keys of items, in the order in which a wait looks at them. */
  ready: string[];
  /** Threads that block in it, the next to be woken last: who came last is woken first (`__add_wait_queue_exclusive`). */
  readonly parked: string[];
}

export type Description = PipeEnd | UnixSocket | TcpSocket | Listener | EventFd | TimerFd | Epoll;
export type Kind = Description['kind'];

/** `[name, flags]` of each event. */
export type Events = readonly (readonly [string, string])[];

/** A thread that blocks in epoll_wait, or was woken and has not looked yet. */
export interface Thread {
  readonly epoll: number;
  readonly maxEvents: number;
}

/** All of the kernel that one process sees. JSON, so that a lab can keep it. */
export interface Kernel {
  readonly rules: EpollRules;
  nowMs: number;
  /** Open descriptors by the name that the script gave them. */
  readonly names: Record<string, number>;
  /** The descriptor table: each descriptor's description; null where the number is free. */
  readonly table: (number | null)[];
  /** Free numbers in it. */
  holes: number;
  readonly descriptions: Record<string, Description>;
  readonly pipes: Record<string, Pipe>;
  /** Where a listening socket's name leads a client, also once the name is closed. */
  readonly addresses: Record<string, number>;
  readonly threads: Record<string, Thread>;
  /** Threads that were woken and have to look what there is. */
  runnable: string[];
  /** Epoll instances in which a thread no longer waits: each has one reference less, once it is let go. */
  finished: number[];
  /** Threads whose wait has returned since the last `woken`. */
  woken: [string, Events][];
  /** What the last wait reported. */
  reported: Reported[];
  /** Descriptions that the last select, poll or wait asked how they are. */
  scanned: number;
  lastId: number;
}

export function createKernel(rules: EpollRules = EPOLL_RULES): Kernel {
  return {
    rules,
    nowMs: 0,
    names: {},
    table: [],
    holes: 0,
    descriptions: {},
    pipes: {},
    addresses: {},
    threads: {},
    runnable: [],
    finished: [],
    woken: [],
    reported: [],
    scanned: 0,
    lastId: 0,
  };
}

/** Standard input, output and error are there already. */
export const FIRST_DESCRIPTOR = 3;

export function nextId(kernel: Kernel): number {
  kernel.lastId += 1;
  return kernel.lastId;
}

/** Adds what `make` makes; it has no descriptor yet. */
export function addDescription<Made extends Description>(kernel: Kernel, make: (common: OpenFile) => Made): Made {
  const made = make({ id: nextId(kernel), references: 0, watchers: [] });
  kernel.descriptions[made.id] = made;
  return made;
}

/** The lowest free descriptor refers to the description from now on. */
export function install(kernel: Kernel, name: string, description: Description): number {
  const fd = kernel.holes > 0 ? kernel.table.indexOf(null) : kernel.table.length;
  if (kernel.holes > 0) kernel.holes -= 1;
  kernel.table[fd] = description.id;
  kernel.names[name] = fd;
  description.references += 1;
  return fd;
}

/** What an open descriptor refers to; undefined where the name is not open. */
export function fileOf(kernel: Kernel, name: string): Description | undefined {
  const fd = kernel.names[name];
  return fd === undefined ? undefined : kernel.descriptions[kernel.table[fd] ?? -1];
}

export function find<Sought extends Kind>(
  kernel: Kernel,
  id: number | null,
  kind: Sought,
): Extract<Description, { kind: Sought }> | null {
  const found = id === null ? undefined : kernel.descriptions[id];
  return found?.kind === kind ? (found as Extract<Description, { kind: Sought }>) : null;
}
