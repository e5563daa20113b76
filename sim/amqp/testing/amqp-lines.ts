import type { Json } from '../../core/simulation';
import { createAmqpSession } from '../session';

type Line = { readonly [field: string]: Json };

/** A session that takes objects for lines and gives the frames of each. */
export function amqpLines(version: '3.10' | '4.0' = '3.10'): (line: Line) => Line[] {
  const session = createAmqpSession();
  session.feed(JSON.stringify({ version }));
  return (line) => session.feed(JSON.stringify(line))[0] as Line[];
}

/** Feeds a setup whose answers do not matter, and gives the session on. */
export function amqpLinesAfter(setup: readonly Line[], version: '3.10' | '4.0' = '3.10'): (line: Line) => Line[] {
  const feed = amqpLines(version);
  for (const line of setup) feed(line);
  return feed;
}

export function declare(queue: string, given: Line = {}, more: Line = {}): Line {
  return { method: 'queue.declare', queue, arguments: given, ...more };
}

export function publish(queue: string, body: string, more: Line = {}): Line {
  return { method: 'basic.publish', routing_key: queue, body, ...more };
}

/** The bodies of the deliveries among some frames. */
export function bodies(frames: readonly Line[]): Json[] {
  return frames.filter(({ method }) => method === 'basic.deliver').map(({ body }) => body ?? null);
}

/** A queue's ready bodies, in order. */
export function ready(feed: (line: Line) => Line[], queue: string): Json {
  return feed({ inspect: 'queues' }).find(({ name }) => name === queue)?.ready ?? null;
}
