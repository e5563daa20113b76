import type { LabSession } from '../run/lab-session';
import { runQuery } from './run-link';

/** The browser's address bar, as far as a lab writes it; queries have no question mark. */
export interface AddressBar {
  query(): string;
  replace(query: string): void;
  push(query: string): void;
}

/** A run, and the query that leads to it as it was opened; null when only its recording does. */
export interface AddressedRun {
  readonly session: LabSession;
  readonly query: string | null;
}

/** Browsers refuse more than about three changes of the address in a second. */
const SETTLE_MS = 400;

/** While time runs, a reload need not find the very moment. */
const PLAYING_MS = 4_000;

/**
 * Keeps the page's address leading to the run as it stands: a run that is chosen is an entry of its own in the history, each step
 * replaces it. Writing a run takes a moment; what is written is written in the order in which it was asked for.
 */
export class RunAddress {
  private current: (AddressedRun & { isAsOpened(): boolean }) | null = null;
  private written = Promise.resolve();
  /** Another entry of the history has been gone to: what was to be written belongs to the one before. */
  private visit = 0;
  /** What the bar led to when it was last read or written. */
  private known: string;

  constructor(private readonly bar: AddressBar) {
    this.known = bar.query();
  }

  /** Follows a run until it is stopped. */
  follow(run: AddressedRun): () => void {
    const { player } = run.session;
    const current = asOpened(run);
    this.current = current;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const writeIn = (delayMs: number) => {
      timer = setTimeout(() => {
        timer = undefined;
        this.enqueue(async () => {
          const query = await queryOf(current);
          return () => this.current === current && this.replace(query);
        });
      }, delayMs);
    };
    if (run.query === null) writeIn(SETTLE_MS);
    const unsubscribe = player.subscribe((now, before) => {
      const hasMoved = now.step !== before.step || now.tick !== before.tick || now.branchId !== before.branchId;
      if (!hasMoved && now.isPlaying === before.isPlaying) return;
      if (now.isPlaying) {
        if (timer === undefined) writeIn(PLAYING_MS);
        return;
      }
      clearTimeout(timer);
      writeIn(SETTLE_MS);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }

  /** Another run takes the followed one's place by choice: Back leads to that one as it stands now. */
  choose(next: AddressedRun): void {
    const left = this.current;
    const chosen = asOpened(next);
    this.current = null;
    this.enqueue(async () => {
      const [leftQuery, query] = await Promise.all([left === null ? null : queryOf(left), queryOf(chosen)]);
      return () => {
        if (leftQuery !== null) this.replace(leftQuery);
        if (query !== this.bar.query()) this.bar.push(query);
        this.known = query;
      };
    });
  }

  /** The reader has gone back or forward, or within the page: whether the address now leads to another run. */
  hasLeft(): boolean {
    if (this.bar.query() === this.known) return false;
    this.known = this.bar.query();
    this.visit += 1;
    this.current = null;
    return true;
  }

  private enqueue(read: () => Promise<() => unknown>): void {
    const { visit } = this;
    this.written = this.written.then(async () => {
      const write = await read();
      if (visit === this.visit) write();
    });
  }

  private replace(query: string): void {
    if (query !== this.bar.query()) this.bar.replace(query);
    this.known = query;
  }
}

function asOpened({ session, query }: AddressedRun) {
  const { step, tick, branchId } = session.player.getState();
  const isAsOpened = () => {
    const now = session.player.getState();
    const isThere = now.step === step && now.tick === tick && now.branchId === branchId;
    return isThere && session.simulated?.isChanged() !== true;
  };
  return { session, query, isAsOpened };
}

/** One that is too long for an address is led to as it was opened. */
async function queryOf({ session, query, isAsOpened }: AddressedRun & { isAsOpened(): boolean }): Promise<string> {
  if (query !== null && isAsOpened()) return query;
  return (await runQuery(session)) ?? query ?? '';
}
