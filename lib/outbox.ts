import type { Later } from './later';

/** A write that the server has not confirmed yet. `body` is what the server is sent, its client-made ids included. */
export interface OutboxEntry {
  readonly id: string;
  readonly kind: string;
  readonly body: unknown;
}

/** What came of a write: `saved` with the server's answer, `waiting` to be sent later, or `refused` for good. */
export type Delivery<Result> =
  | { readonly status: 'saved'; readonly result: Result }
  | { readonly status: 'waiting' }
  | { readonly status: 'refused'; readonly reason: string };

/**
 * How the server answers a write. `later` and `signed-out` are no refusals: the write waits for the server to have time, or for
 * its owner to come back. Every other reason is the server's last word.
 */
export type Reply = { readonly ok: true } | { readonly ok: false; readonly reason: string } | Later;

/** Resolves to nothing when a server that is going down answers with nothing at all. */
export type Sender = (body: unknown) => Promise<Reply | undefined>;

/** Told what the server said of a write in the end: saved or refused, sooner or later. */
export type DeliveryListener = (entry: OutboxEntry, delivery: Exclude<Delivery<Reply>, { status: 'waiting' }>) => void;

/** The part of `localStorage` that is needed. */
export interface OutboxStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** What the outbox takes from its surroundings; each has a stand-in for tests. */
export interface OutboxSurroundings {
  readonly nowMs: () => number;
  /** At least 0, less than 1. */
  readonly random: () => number;
  /** Runs `work` unless the same name is at work already, in this tab or another; then resolves to null. */
  readonly exclusive: <T>(name: string, work: () => Promise<T>) => Promise<T | null>;
}

/** How long to wait after a failure, doubled with each one that follows. */
const RETRY_MIN_MS = 2_000;
const RETRY_MAX_MS = 60_000;
/** The longest that the server may ask for. */
const LATER_MAX_MS = 10 * 60_000;

/** As it lies in the storage: each write under a key of its own, since two tabs that rewrote one list would lose each other's. */
interface StoredEntry extends OutboxEntry {
  /** When it was written, in milliseconds; no two of a tab are the same. */
  readonly order: number;
}

interface Pause {
  readonly untilMs: number;
  /** How often sending has failed in a row; 0 when the server itself named the time. */
  readonly failures: number;
}

/**
 * Keeps writes in the browser until the server has confirmed them. Every write is idempotent by its client-made id, so
 * one that was stored although its answer got lost is simply sent again.
 */
export class Outbox {
  private readonly listeners = new Set<() => void>();
  private readonly deliveryListeners = new Set<DeliveryListener>();
  /** Ids of writes being sent for the first time: nobody needs to hear of them unless that fails. */
  private readonly firstTries = new Set<string>();
  /** Which writes are not to be sent yet. Of this page only: one opened anew tries at once. */
  private readonly pauses = new Map<string, Pause>();
  /** Writes that the storage did not take, as they would lie in it. They live as long as this page. */
  private readonly unstored = new Map<string, string>();
  private lastOrder = 0;

  /** `key` names the account: one account's writes are never sent under another's session. */
  constructor(
    private readonly storage: OutboxStorage,
    private readonly key: string,
    private readonly senders: Readonly<Record<string, Sender>>,
    private readonly surroundings: OutboxSurroundings,
  ) {
    this.adoptList();
  }

  /** Writes that wait, oldest first. Read anew each time: other tabs share the storage. */
  entries(): readonly OutboxEntry[] {
    return this.stored().map(({ id, kind, body }) => ({ id, kind, body }));
  }

  /** How many writes have been tried and are still unconfirmed. */
  get waitingCount(): number {
    return this.stored().filter((entry) => !this.firstTries.has(entry.id)).length;
  }

  /** Keeps the write, then tries to send it. */
  async send<Result extends Reply>(entry: OutboxEntry): Promise<Delivery<Result>> {
    this.firstTries.add(entry.id);
    this.pauses.delete(entry.id);
    this.store(entry);
    const delivery = await this.deliver<Result>(entry.id);
    this.firstTries.delete(entry.id);
    this.notify();
    return delivery;
  }

  /** Tries once more everything whose time has come. */
  async flush(): Promise<void> {
    for (const { id } of this.stored()) {
      if (!this.firstTries.has(id) && this.dueMs(id) <= this.surroundings.nowMs()) await this.deliver(id);
    }
  }

  /** When `flush` has something to do next, in milliseconds since the epoch; null while nothing waits. */
  nextTryMs(): number | null {
    const due = this.stored().filter(({ id }) => !this.firstTries.has(id));
    return due.length === 0 ? null : Math.min(...due.map(({ id }) => this.dueMs(id)));
  }

  /** The network is back: what failed need not wait any longer. What the server put off still does. */
  forgetFailures(): void {
    for (const [id, { failures }] of this.pauses) if (failures > 0) this.pauses.delete(id);
  }

  /** Another tab has written to the storage that all share: what waits may be sent by now. */
  noteOtherTab(): void {
    this.notify();
  }

  /** Hears of every change to what waits. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Hears of every write that the server has answered for good, those that had to wait included. */
  onDelivery(listener: DeliveryListener): () => void {
    this.deliveryListeners.add(listener);
    return () => this.deliveryListeners.delete(listener);
  }

  private async deliver<Result extends Reply>(id: string): Promise<Delivery<Result>> {
    const delivery = await this.surroundings.exclusive(this.keyOf(id), () => this.sendStored<Result>(id));
    return delivery ?? { status: 'waiting' };
  }

  private async sendStored<Result extends Reply>(id: string): Promise<Delivery<Result>> {
    // Read only now: another tab may have sent it meanwhile.
    const text = this.read(this.keyOf(id));
    const entry = parseEntry(text);
    if (entry === null) return { status: 'waiting' };
    let reply: Reply | undefined;
    try {
      reply = await this.senders[entry.kind]?.(entry.body);
    } catch {
      // No network, a server that fails, a page older than the server: none of these says that the write is wrong.
    }
    if (!reply || (!reply.ok && (reply.reason === 'signed-out' || reply.reason === 'later'))) {
      this.pause(id, reply && 'afterMs' in reply ? reply.afterMs : null);
      return { status: 'waiting' };
    }
    this.pauses.delete(id);
    // A newer write under the same id has not been answered by this.
    if (this.read(this.keyOf(id)) === text) this.remove(id);
    const delivery = reply.ok
      ? { status: 'saved' as const, result: reply as Result }
      : { status: 'refused' as const, reason: reply.reason };
    for (const listener of this.deliveryListeners) listener(entry, delivery);
    return delivery;
  }

  private dueMs(id: string): number {
    return this.pauses.get(id)?.untilMs ?? 0;
  }

  /** `afterMs` is what the server asked for, null when there was no answer. Chance keeps a class from coming back all at once. */
  private pause(id: string, afterMs: number | null): void {
    const { nowMs, random } = this.surroundings;
    const failures = afterMs === null ? (this.pauses.get(id)?.failures ?? 0) + 1 : 0;
    const waitMs =
      afterMs === null
        ? Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** (failures - 1))
        : Math.min(LATER_MAX_MS, Math.max(RETRY_MIN_MS, afterMs || 0));
    this.pauses.set(id, { untilMs: nowMs() + waitMs * (1 + random() / 4), failures });
    this.notify();
  }

  private keyOf(id: string): string {
    return `${this.key}.${id}`;
  }

  private stored(): readonly StoredEntry[] {
    const found = new Map<string, StoredEntry>();
    const add = (key: string, text: string | null) => {
      const entry = key.startsWith(`${this.key}.`) ? parseEntry(text) : null;
      if (entry) found.set(key, entry);
    };
    for (let index = 0; index < this.storage.length; index += 1) {
      const key = this.storage.key(index);
      if (key !== null) add(key, this.storage.getItem(key));
    }
    for (const [key, text] of this.unstored) add(key, text);
    return [...found.values()].sort((a, b) => a.order - b.order);
  }

  private read(key: string): string | null {
    return this.unstored.get(key) ?? this.storage.getItem(key);
  }

  private store({ id, kind, body }: OutboxEntry): void {
    this.lastOrder = Math.max(this.surroundings.nowMs(), this.lastOrder + 1);
    const text = JSON.stringify({ id, kind, body, order: this.lastOrder } satisfies StoredEntry);
    try {
      this.storage.setItem(this.keyOf(id), text);
      this.unstored.delete(this.keyOf(id));
    } catch {
      // Storage full or forbidden: the write is still sent, it only cannot outlive this page.
      this.unstored.set(this.keyOf(id), text);
    }
    this.notify();
  }

  private remove(id: string): void {
    this.unstored.delete(this.keyOf(id));
    this.storage.removeItem(this.keyOf(id));
    this.notify();
  }

  /** Takes over what earlier versions kept in one list. */
  private adoptList(): void {
    try {
      const list: unknown = JSON.parse(this.storage.getItem(this.key) ?? '[]');
      this.storage.removeItem(this.key);
      if (Array.isArray(list)) for (const entry of list) if (isEntry(entry)) this.store(entry);
    } catch {
      // Not a list: nothing to take over.
    }
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}

function parseEntry(text: string | null): StoredEntry | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return isEntry(value) && 'order' in value && typeof value.order === 'number' ? (value as StoredEntry) : null;
  } catch {
    return null;
  }
}

function isEntry(value: unknown): value is OutboxEntry {
  return typeof value === 'object' && value !== null && 'id' in value && 'kind' in value && 'body' in value;
}
