import { REDIS_VERSIONS, type RedisVersion } from './types';

/**
 * The commands of Redis by their names, arities (arguments with the name; below zero: at least so many) and two flags: `w` it writes,
 * `m` it is refused when memory is full. What the model does not carry out is refused by these as Redis refuses it, and otherwise said
 * to be missing here. From `COMMAND` of a 7.0.15 server, from `redisCommandTable` of 6.2.14 and from src/commands of 7.2 and 7.4.
 */
const COMMANDS_7_0 = [
  'append 3 wm, asking 1, auth -2, bgrewriteaof 1, bgsave -1, bitcount -2, bitfield -2 wm, bitfield_ro -2',
  'bitop -4 wm, bitpos -3, blmove 6 wm, blmpop -5 w, blpop -3 w, brpop -3 w, brpoplpush 4 wm, bzmpop -5 w',
  'bzpopmax -3 w, bzpopmin -3 w, copy -3 wm, dbsize 1, debug -2, decr 2 wm, decrby 3 wm, del -2 w, discard 1',
  'dump 2, echo 2, eval -3, eval_ro -3, evalsha -3, evalsha_ro -3, exec 1, exists -2, expire -3 w, expireat -3 w',
  'expiretime 2, failover -1, fcall -3, fcall_ro -3, flushall -1 w, flushdb -1 w, geoadd -5 wm, geodist -4',
  'geohash -2, geopos -2, georadius -6 wm, georadius_ro -6, georadiusbymember -5 wm, georadiusbymember_ro -5',
  'geosearch -7, geosearchstore -8 wm, get 2, getbit 3, getdel 2 w, getex -2 w, getrange 4, getset 3 wm, hdel -3 w',
  'hello -1, hexists 3, hget 3, hgetall 2, hincrby 4 wm, hincrbyfloat 4 wm, hkeys 2, hlen 2, hmget -3, hmset -4 wm',
  'hrandfield -2, hscan -3, hset -4 wm, hsetnx 4 wm, hstrlen 3, hvals 2, incr 2 wm, incrby 3 wm, incrbyfloat 3 wm',
  'info -1, keys 2, lastsave 1, lcs -3, lindex 3, linsert 5 wm, llen 2, lmove 5 wm, lmpop -4 w, lolwut -1',
  'lpop -2 w, lpos -3, lpush -3 wm, lpushx -3 wm, lrange 4, lrem 4 w, lset 4 wm, ltrim 4 w, mget -2, migrate -6 w',
  'monitor 1, move 3 w, mset -3 wm, msetnx -3 wm, multi 1, persist 2 w, pexpire -3 w, pexpireat -3 w, pexpiretime 2',
  'pfadd -2 wm, pfcount -2, pfdebug 3 wm, pfmerge -2 wm, pfselftest 1, ping -1, psetex 4 wm, psubscribe -2',
  'psync -3, pttl 2, publish 3, punsubscribe -1, quit -1, randomkey 1, readonly 1, readwrite 1, rename 3 w',
  'renamenx 3 w, replconf -1, replicaof 3, reset 1, restore -4 wm, restore-asking -4 wm, role 1, rpop -2 w',
  'rpoplpush 3 wm, rpush -3 wm, rpushx -3 wm, sadd -3 wm, save 1, scan -2, scard 2, sdiff -2, sdiffstore -3 wm',
  'select 2, set -3 wm, setbit 4 wm, setex 4 wm, setnx 3 wm, setrange 4 wm, shutdown -1, sinter -2, sintercard -3',
  'sinterstore -3 wm, sismember 3, slaveof 3, smembers 2, smismember -3, smove 4 w, sort -2 wm, sort_ro -2',
  'spop -2 w, spublish 3, srandmember -2, srem -3 w, sscan -3, ssubscribe -2, strlen 2, subscribe -2, substr 4',
  'sunion -2, sunionstore -3 wm, sunsubscribe -1, swapdb 3 w, sync 1, time 1, touch -2, ttl 2, type 2, unlink -2 w',
  'unsubscribe -1, unwatch 1, wait 3, watch -2, xack -4 w, xadd -5 wm, xautoclaim -6 w, xclaim -6 w, xdel -3 w',
  'xlen 2, xpending -3, xrange -4, xread -4, xreadgroup -7 w, xrevrange -4, xsetid -3 wm, xtrim -4 w, zadd -4 wm',
  'zcard 2, zcount 4, zdiff -3, zdiffstore -4 wm, zincrby 4 wm, zinter -3, zintercard -3, zinterstore -4 wm',
  'zlexcount 4, zmpop -4 w, zmscore -3, zpopmax -2 w, zpopmin -2 w, zrandmember -2, zrange -4, zrangebylex -4',
  'zrangebyscore -4, zrangestore -5 wm, zrank 3, zrem -3 w, zremrangebylex 4 w, zremrangebyrank 4 w',
  'zremrangebyscore 4 w, zrevrange -4, zrevrangebylex -4, zrevrangebyscore -4, zrevrank 3, zscan -3, zscore 3',
  'zunion -3, zunionstore -4 wm',
];

/** Commands with subcommands: the command, then each subcommand in the same form. */
const CONTAINERS_7_0 = [
  [
    'acl -2',
    'cat -2, deluser -3, dryrun -4, genpass -2, getuser 3, help 2, list 2, load 2, log -2, save 2, setuser -3, users 2, whoami 2',
  ],
  [
    'client -2',
    'caching 3, getname 2, getredir 2, help 2, id 2, info 2, kill -3, list -2, no-evict 3, pause -3, reply 3, setname 3, tracking -3, trackinginfo 2, unblock -3, unpause 2',
  ],
  [
    'cluster -2',
    'addslots -3, addslotsrange -4, bumpepoch 2, count-failure-reports 3, countkeysinslot 3, delslots -3, delslotsrange -4, failover -2, flushslots 2, forget 3, getkeysinslot 4, help 2, info 2, keyslot 3, links 2, meet -4, myid 2, nodes 2, replicas 3, replicate 3, reset -2, saveconfig 2, set-config-epoch 3, setslot -4, shards 2, slaves 3, slots 2',
  ],
  ['command -1', 'count 2, docs -2, getkeys -4, getkeysandflags -4, help 2, info -2, list -2'],
  ['config -2', 'get -3, help 2, resetstat 2, rewrite 2, set -4'],
  ['function -2', 'delete 3 w, dump 2, flush -2 w, help 2, kill 2, list -2, load -3 wm, restore -3 wm, stats 2'],
  ['latency -2', 'doctor 2, graph 3, help 2, histogram -2, history 3, latest 2, reset -2'],
  ['memory -2', 'doctor 2, help 2, malloc-stats 2, purge 2, stats 2, usage -3'],
  ['module -2', 'help 2, list 2, load -3, loadex -3, unload 3'],
  ['object -2', 'encoding 3, freq 3, help 2, idletime 3, refcount 3'],
  ['pubsub -2', 'channels -2, help 2, numpat 2, numsub -2, shardchannels -2, shardnumsub -2'],
  ['script -2', 'debug 3, exists -3, flush -2, help 2, kill 2, load 3'],
  ['slowlog -2', 'get -2, help 2, len 2, reset 2'],
  ['xgroup -2', 'create -5 wm, createconsumer 5 wm, delconsumer 5 w, destroy 4 w, help 2, setid -5 w'],
  ['xinfo -2', 'consumers 4, groups 3, help 2, stream -3'],
];

/** Not there before 7.0. */
const SINCE_7_0 = new Set(
  'blmpop bzmpop eval_ro evalsha_ro expiretime fcall fcall_ro function lcs lmpop pexpiretime sintercard sort_ro spublish ssubscribe sunsubscribe zintercard zmpop'.split(
    ' ',
  ),
);

/** What came after 7.0, by the version that has it first. */
const LATER: readonly (readonly [RedisVersion, string])[] = [
  ['7.2', 'waitaof 4'],
  [
    '7.4',
    'hexpire -6 wm, hexpireat -6 wm, hexpiretime -5, hpersist -5 w, hpexpire -6 wm, hpexpireat -6 wm, hpexpiretime -5, hpttl -5, httl -5',
  ],
  ['8.2', 'hgetdel -5 w, hgetex -5 w, hsetex -6 wm, sflush -3 w, xackdel -6 w, xdelex -5 w'],
];

/** A command, or a subcommand, as the server's table has it. */
export interface KnownCommand {
  /** As errors name it: `xadd`, `xgroup|create`. */
  readonly fullName: string;
  readonly arity: number;
  readonly isWrite: boolean;
  /** It is refused while memory is full. */
  readonly needsMemory: boolean;
  /** Null: it has none, or, in 6.2, the command itself looks at them. */
  readonly subcommands: ReadonlyMap<string, KnownCommand> | null;
}

function parse(text: string, container = ''): KnownCommand {
  const [name = '', arity = '', flags = ''] = text.split(' ');
  return {
    fullName: container + name,
    arity: Number(arity),
    isWrite: flags.includes('w'),
    needsMemory: flags.includes('m'),
    subcommands: null,
  };
}

/** What differs in 6.2 besides what is missing: these took no options yet. */
const ARITY_6_2: ReadonlyMap<string, number> = new Map([
  ['expire', 3],
  ['expireat', 3],
  ['pexpire', 3],
  ['pexpireat', 3],
  ['xsetid', 3],
]);

/** In 6.2 a command with subcommands is one command with the flags of them all. */
const CONTAINER_FLAGS_6_2: ReadonlyMap<string, string> = new Map([['xgroup', 'wm']]);

function commandsOf(version: RedisVersion): ReadonlyMap<string, KnownCommand> {
  const commands = new Map<string, KnownCommand>();
  const isOld = version === '6.2';
  const add = (command: KnownCommand) => {
    if (!isOld || !SINCE_7_0.has(command.fullName)) commands.set(command.fullName, command);
  };
  for (const text of COMMANDS_7_0.join(', ').split(', ')) {
    const command = parse(text);
    add(isOld ? { ...command, arity: ARITY_6_2.get(command.fullName) ?? command.arity } : command);
  }
  for (const [text = '', subcommands = ''] of CONTAINERS_7_0) {
    const command = parse(isOld ? `${text} ${CONTAINER_FLAGS_6_2.get(text.split(' ')[0] ?? '') ?? ''}` : text);
    const inside = subcommands.split(', ').map((one) => parse(one, `${command.fullName}|`));
    const byName = new Map(inside.map((one) => [one.fullName.slice(command.fullName.length + 1), one]));
    add({ ...command, subcommands: isOld ? null : byName });
  }
  for (const [since, texts] of LATER) {
    if (version < since) continue;
    for (const text of texts.split(', ')) commands.set(parse(text).fullName, parse(text));
  }
  return commands;
}

const BY_VERSION = new Map(REDIS_VERSIONS.map((version) => [version, commandsOf(version)] as const));

/** The commands of a version, by their names in small letters. */
export function knownCommands(version: RedisVersion): ReadonlyMap<string, KnownCommand> {
  return BY_VERSION.get(version) ?? new Map();
}
