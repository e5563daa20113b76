import type { Fields } from '@/components/lab-shell/view/define-view';
import type { Words } from '@/components/lab-shell/view/words';
import { firstOffset } from '@/sim/amqp/broker/stream-log';
import type { Queue } from '@/sim/amqp/broker/types';

/** What a stream is made of and where its consumers read; nothing for other queues. */
export function streamTables(queue: Queue, say: Words): Readonly<Record<string, Fields>> {
  const { log } = queue;
  if (log === undefined) return {};
  const segments = log.segments.map(({ chunks, bytes }, at): [string, string] => {
    const [first, last] = [chunks[0]?.offset ?? 0, chunks.at(-1)?.offset ?? 0];
    return [`segment ${at + 1}`, say('inspector.segment', { first, last, bytes })];
  });
  const readers = queue.consumers.map(({ connection, reader, prefetchCount, unacked }): [string, string] => [
    connection,
    say('inspector.reader', { at: reader?.at ?? 0, credit: Math.max(0, prefetchCount - unacked) }),
  ]);
  return {
    stream: { first_offset: firstOffset(log), next_offset: log.nextOffset, ...Object.fromEntries(segments) },
    readers,
  };
}
