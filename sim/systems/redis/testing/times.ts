import type { Reply } from '../types';

/** Times may be this far apart: the server reads the clock within a command, a recording before it. */
export const TOLERANCE_MS = 50;

/**
 * Compares two replies to a command exactly, but for what they say of the clock: idle times, delivery times and seen-times. Returns how
 * far apart those are at most, in ms; null: something else differs, or they are too far apart.
 */
export function timesApart(
  argv: readonly string[] | null,
  a: Reply,
  b: Reply,
  toleranceMs = TOLERANCE_MS,
): number | null {
  const left = withoutTimes(argv, a);
  const right = withoutTimes(argv, b);
  if (JSON.stringify(left.reply) !== JSON.stringify(right.reply)) return null;
  let apart = 0;
  for (let i = 0; i < left.times.length; i++)
    apart = Math.max(apart, Math.abs((left.times[i] ?? 0) - (right.times[i] ?? 0)));
  return apart <= toleranceMs ? apart : null;
}

interface Timeless {
  readonly reply: Reply;
  readonly times: readonly number[];
}

function withoutTimes(argv: readonly string[] | null, reply: Reply): Timeless {
  const times: number[] = [];
  const command = (argv?.[0] ?? '').toUpperCase();
  const subcommand = (argv?.[1] ?? '').toUpperCase();
  if (command === 'TIME' || (command === 'CLIENT' && subcommand === 'ID')) return { reply: null, times };
  // Relative times are of the millisecond in which the server carries the command out.
  if (command === 'PTTL' || command === 'PEXPIRETIME') return { reply: taken(reply, times), times };
  if (command === 'TTL' || command === 'EXPIRETIME')
    return { reply: typeof reply === 'number' && reply > 0 ? 'time' : reply, times };
  // The order of a hash table.
  if (command === 'KEYS') return { reply: sorted(reply), times };
  if (command === 'SCAN' && isArray(reply)) return { reply: [reply[0] ?? null, sorted(reply[1] ?? null)], times };
  if (command === 'PUBSUB' && subcommand === 'CHANNELS') return { reply: sorted(reply), times };
  if (command === 'XPENDING' && (argv?.length ?? 0) > 3) {
    return { reply: mapElements(reply, (entry) => takeAt(entry, 2, times)), times };
  }
  if (command === 'XINFO' && subcommand === 'CONSUMERS') {
    return { reply: mapElements(reply, (consumer) => takeAt(consumer, 5, times)), times };
  }
  if (command === 'XINFO' && subcommand === 'STREAM' && (argv?.length ?? 0) > 3) {
    return { reply: mapValue(reply, 'groups', (groups) => mapElements(groups, (g) => timelessGroup(g, times))), times };
  }
  return { reply, times };
}

function timelessGroup(group: Reply, times: number[]): Reply {
  const own = mapValue(group, 'pending', (list) => mapElements(list, (entry) => takeAt(entry, 2, times)));
  return mapValue(own, 'consumers', (consumers) =>
    mapElements(consumers, (consumer) => {
      const seen = mapValue(consumer, 'seen-time', (time) => taken(time, times));
      return mapValue(seen, 'pending', (list) => mapElements(list, (entry) => takeAt(entry, 1, times)));
    }),
  );
}

function sorted(reply: Reply): Reply {
  return isArray(reply) ? [...reply].sort() : reply;
}

function isArray(reply: Reply): reply is readonly Reply[] {
  return Array.isArray(reply);
}

function mapElements(reply: Reply, map: (element: Reply) => Reply): Reply {
  return isArray(reply) ? reply.map(map) : reply;
}

/** Maps the value behind a name in a flat list of names and values. */
function mapValue(reply: Reply, name: string, map: (value: Reply) => Reply): Reply {
  if (!isArray(reply)) return reply;
  return reply.map((element, i) => (i % 2 === 1 && reply[i - 1] === name ? map(element) : element));
}

function takeAt(reply: Reply, index: number, times: number[]): Reply {
  return isArray(reply) ? reply.map((element, i) => (i === index ? taken(element, times) : element)) : reply;
}

function taken(reply: Reply, times: number[]): Reply {
  if (typeof reply !== 'number') return reply;
  times.push(reply);
  return 'time';
}
