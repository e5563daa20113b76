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

/** How the server answers a write. `signed-out` is no refusal: the write waits for its owner to come back. */
export type Reply = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Resolves to nothing when a server that is going down answers with nothing at all. */
export type Sender = (body: unknown) => Promise<Reply | undefined>;

/** Told what the server said of a write in the end: saved or refused, sooner or later. */
export type DeliveryListener = (entry: OutboxEntry, delivery: Exclude<Delivery<Reply>, { status: 'waiting' }>) => void;

/** The part of `localStorage` that is needed. */
export interface OutboxStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
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

  /** `key` names the account: one account's writes are never sent under another's session. */
  constructor(
    private readonly storage: OutboxStorage,
    private readonly key: string,
    private readonly senders: Readonly<Record<string, Sender>>,
  ) {}

  /** Writes that wait, oldest first. Read anew each time: other tabs share the storage. */
  entries(): readonly OutboxEntry[] {
    try {
      const stored: unknown = JSON.parse(this.storage.getItem(this.key) ?? '[]');
      return Array.isArray(stored) ? stored.filter(isEntry) : [];
    } catch {
      return [];
    }
  }

  /** How many writes have been tried and are still unconfirmed. */
  get waitingCount(): number {
    return this.entries().filter((entry) => !this.firstTries.has(entry.id)).length;
  }

  /** Keeps the write, then tries to send it. */
  async send<Result extends Reply>(entry: OutboxEntry): Promise<Delivery<Result>> {
    this.firstTries.add(entry.id);
    this.store([...this.entries().filter((each) => each.id !== entry.id), entry]);
    const delivery = await this.deliver<Result>(entry);
    this.firstTries.delete(entry.id);
    this.notify();
    return delivery;
  }

  /** Tries everything that waits once more. */
  async flush(): Promise<void> {
    for (const entry of this.entries()) await this.deliver(entry);
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

  private async deliver<Result extends Reply>(entry: OutboxEntry): Promise<Delivery<Result>> {
    const send = this.senders[entry.kind];
    if (!send) return { status: 'waiting' };
    let reply: Reply | undefined;
    try {
      reply = await send(entry.body);
    } catch {
      return { status: 'waiting' };
    }
    if (!reply || (!reply.ok && reply.reason === 'signed-out')) return { status: 'waiting' };
    this.store(this.entries().filter((each) => each.id !== entry.id));
    const delivery = reply.ok
      ? { status: 'saved' as const, result: reply as Result }
      : { status: 'refused' as const, reason: reply.reason };
    for (const listener of this.deliveryListeners) listener(entry, delivery);
    return delivery;
  }

  private store(entries: readonly OutboxEntry[]): void {
    try {
      this.storage.setItem(this.key, JSON.stringify(entries));
    } catch {
      // Storage full or forbidden: the write is still sent now, it only cannot outlive this page.
    }
    this.notify();
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}

function isEntry(value: unknown): value is OutboxEntry {
  return typeof value === 'object' && value !== null && 'id' in value && 'kind' in value && 'body' in value;
}
