import * as z from 'zod/mini';
import { BadLine, type LineSession, parseObject, parseWith } from '../core/line-session';
import type { Json } from '../core/simulation';
import { hashes } from './hashes';
import { createRouter, type Router, type Routing, routing } from './router';
import { decimal, modulo, parseDecimal, type Uint64 } from './uint64';

const KEYS_MAX = 1_000_000;
const ATTEMPT_MAX = 0xffff_ffff;

/** A prefix and a count: `["job-", 3]` means job-0, job-1 and job-2. */
const keys = z.tuple([z.string().check(z.maxLength(255)), z.int().check(z.minimum(1), z.maximum(KEYS_MAX))]);
const attempt = z._default(z.int().check(z.minimum(0), z.maximum(ATTEMPT_MAX)), 0);

const lookUp = z.union([
  z.strictObject({ key: z.string().check(z.maxLength(65_536)), attempt }),
  z.strictObject({ hash: z.string().check(z.maxLength(20)), attempt }),
]);
const moved = z.strictObject({
  moved: z.strictObject({ to: z.union([z.array(z.string()), z.int()]), keys }),
});
const match = z.strictObject({
  match: z.strictObject({
    shards: z.int().check(z.minimum(1), z.maximum(KEYS_MAX)),
    hash: z.enum(['xxh64', 'md5-first-8-bytes-big-endian']),
    podOfShard: z.array(z.int().check(z.minimum(0))).check(z.maxLength(KEYS_MAX)),
    keys,
  }),
});

/**
 * Where keys go, line by line. A line is one JSON object. A routing answers with what was built:
 *
 *     {"algorithm":"ring-hash","hosts":["10.0.0.1:80","10.0.0.2:80"]}
 *
 * - `{"key":"job-1"}` and `{"hash":"0","attempt":1}` look up a key or a decimal hash in the routing set last.
 * - `{"moved":{"to":[hosts] or buckets,"keys":["job-",10000]}}` counts keys that another set of hosts would move, and of those
 *   the ones that move between hosts of both sets.
 * - `{"match":{"shards":4,"hash":…,"podOfShard":[0,1,2,3],"keys":[…]}}` counts keys whose host is the one that holds the shard
 *   of the key's own hash modulo `shards`.
 *
 * Throws BadLine for anything else.
 */
export function createHashRingSession(): LineSession {
  let current: { readonly wanted: Routing; readonly router: Router } | null = null;

  function feed(line: string): readonly Json[] {
    const value = parseObject(line, 'a line is one JSON object, such as {"algorithm":"jump","buckets":4}');
    if ('algorithm' in value) {
      const wanted = parseWith(routing, value);
      current = { wanted, router: createRouter(wanted) };
      return [printable(current.router.built)];
    }
    if (current === null) throw new BadLine('set an algorithm first, such as {"algorithm":"jump","buckets":4}');
    if ('moved' in value) return [countMoved(current.wanted, current.router, parseWith(moved, value).moved)];
    if ('match' in value) return [countMatches(current.router, parseWith(match, value).match)];
    return [lookedUp(current.router, parseWith(lookUp, value))];
  }

  return { feed };
}

/** Hashes as decimal texts. */
function printable(built: Router['built']): Json {
  return JSON.parse(JSON.stringify(built, (_, value) => (isUint64(value) ? decimal(value) : value)));
}

function isUint64(value: unknown): value is Uint64 {
  return typeof value === 'object' && value !== null && 'hi' in value && 'lo' in value;
}

function lookedUp(router: Router, asked: z.infer<typeof lookUp>): Json {
  const hash = 'key' in asked ? hashOf(router, asked.key) : parseDecimal(asked.hash);
  if (hash === null) throw new BadLine('hash: a decimal text of 0 .. 18446744073709551615');
  const place = placeOf(router, hash, asked.attempt);
  if (place === null) throw new BadLine('attempt: this algorithm has no retry');
  const found = typeof place === 'number' ? { bucket: place } : { host: place };
  return 'key' in asked ? { hash: decimal(hash), ...found } : found;
}

function placeOf(router: Router, hash: Uint64, attempt: number): string | number | null {
  return router.places[router.placeOf(hash, attempt) ?? -1] ?? null;
}

function hashOf(router: Router, key: string): Uint64 {
  try {
    return router.hash(key);
  } catch (error) {
    if (error instanceof URIError) throw new BadLine('key: a lone surrogate has no UTF-8');
    throw error;
  }
}

function countMoved(wanted: Routing, from: Router, { to, keys: asked }: z.infer<typeof moved>['moved']): Json {
  const target = createRouter(parseWith(routing, withTarget(wanted, to)));
  const before = new Set(from.places);
  const after = new Set(target.places);
  let count = 0;
  let betweenHostsThatStay = 0;
  for (const key of keysOf(asked)) {
    const hash = hashOf(from, key);
    const old = placeOf(from, hash, 0);
    const now = placeOf(target, hash, 0);
    if (old === null || now === null || old === now) continue;
    count += 1;
    if (after.has(old) && before.has(now)) betweenHostsThatStay += 1;
  }
  return { moved: count, betweenHostsThatStay };
}

/** The same routing to other hosts, all of one weight, or to another number of buckets. */
function withTarget(wanted: Routing, to: readonly string[] | number): unknown {
  if ('buckets' in wanted) return { ...wanted, buckets: to };
  if ('nodes' in wanted) return { ...wanted, nodes: to };
  return 'weights' in wanted ? { ...wanted, hosts: to, weights: null } : { ...wanted, hosts: to };
}

function countMatches(router: Router, { shards, hash, podOfShard, keys: asked }: z.infer<typeof match>['match']): Json {
  if (podOfShard.length !== shards) throw new BadLine('match.podOfShard: one pod for each shard');
  let matches = 0;
  for (const key of keysOf(asked)) {
    const shard = modulo(hashes[hash](key), shards);
    if (podOfShard[shard] === router.placeOf(hashOf(router, key), 0)) matches += 1;
  }
  return { matches };
}

function* keysOf([prefix, count]: z.infer<typeof keys>): Generator<string> {
  for (let index = 0; index < count; index += 1) yield `${prefix}${index}`;
}
