import { asciiLowerCase, byteLength, cString, truncated } from './bytes';
import { CHECKS_6_2 } from './checks-6-2';
import { xautoclaim, xclaim } from './claim-commands';
import {
  clientGetName,
  clientId,
  clientInfo,
  clientList,
  clientSetName,
  clientUnblock,
  quit,
  reset,
  select,
} from './client-commands';
import { configGet, configResetStat, configRewrite, configSet } from './config-commands';
import type { Command } from './context';
import { xackdel, xdelex } from './delete-commands';
import { type ErrorReply, missingHere, oldSubcommandError, unknownSubcommand, wrongArity } from './errors';
import { expire, expireat, expiretime, persist, pexpire, pexpireat, pexpiretime, pttl, ttl } from './expire-commands';
import { xgroupCreate, xgroupCreateConsumer, xgroupDelConsumer, xgroupDestroy, xgroupSetId } from './group-commands';
import { clientHelp, configHelp, memoryHelp, objectHelp, pubsubHelp, xgroupHelp, xinfoHelp } from './help-commands';
import { xinfoConsumers, xinfoGroups, xinfoStream } from './info-commands';
import { dbsize, del, echo, exists, flush, ping, time, type } from './key-commands';
import { copy, keys, rename, renamenx, scan } from './keyspace-commands';
import { type KnownCommand, knownCommands } from './known-commands';
import { memoryUsage, objectEncoding } from './memory-commands';
import { xack, xpending } from './pending-commands';
import { bgsave, lastsave, save } from './persistence';
import {
  psubscribe,
  publish,
  pubsubChannels,
  pubsubNumPat,
  pubsubNumSub,
  punsubscribe,
  subscribe,
  unsubscribe,
} from './pubsub-commands';
import { xlen, xrange, xrevrange } from './range-commands';
import { xread, xreadgroup } from './read-commands';
import { evalScript } from './script-commands';
import { info } from './server-info';
import { get, set } from './string-commands';
import { discard, exec, multi, unwatch, watch } from './transaction-commands';
import { REDIS_VERSIONS, type RedisVersion } from './types';
import { xadd, xdel, xsetid, xtrim } from './write-commands';

/** What the model carries out, by full names. Arities and flags are in `known-commands.ts`. */
const MODELLED: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['client|getname', clientGetName],
  ['client|help', clientHelp],
  ['client|id', clientId],
  ['client|info', clientInfo],
  ['client|list', clientList],
  ['client|setname', clientSetName],
  ['client|unblock', clientUnblock],
  ['config|get', configGet],
  ['config|help', configHelp],
  ['config|resetstat', configResetStat],
  ['config|rewrite', configRewrite],
  ['config|set', configSet],
  ['memory|help', memoryHelp],
  ['memory|usage', memoryUsage],
  ['object|encoding', objectEncoding],
  ['object|help', objectHelp],
  ['pubsub|channels', pubsubChannels],
  ['pubsub|help', pubsubHelp],
  ['pubsub|numpat', pubsubNumPat],
  ['pubsub|numsub', pubsubNumSub],
  ['xgroup|create', xgroupCreate],
  ['xgroup|createconsumer', xgroupCreateConsumer],
  ['xgroup|delconsumer', xgroupDelConsumer],
  ['xgroup|destroy', xgroupDestroy],
  ['xgroup|help', xgroupHelp],
  ['xgroup|setid', xgroupSetId],
  ['xinfo|consumers', xinfoConsumers],
  ['xinfo|groups', xinfoGroups],
  ['xinfo|help', xinfoHelp],
  ['xinfo|stream', xinfoStream],
  ['bgsave', bgsave],
  ['copy', copy],
  ['dbsize', dbsize],
  ['del', del],
  ['discard', discard],
  ['echo', echo],
  ['eval', evalScript],
  ['exec', exec],
  ['exists', exists],
  ['expire', expire],
  ['expireat', expireat],
  ['expiretime', expiretime],
  ['flushall', flush],
  ['flushdb', flush],
  ['get', get],
  ['info', info],
  ['keys', keys],
  ['lastsave', lastsave],
  ['multi', multi],
  ['persist', persist],
  ['pexpire', pexpire],
  ['pexpireat', pexpireat],
  ['pexpiretime', pexpiretime],
  ['ping', ping],
  ['psubscribe', psubscribe],
  ['pttl', pttl],
  ['publish', publish],
  ['punsubscribe', punsubscribe],
  ['quit', quit],
  ['rename', rename],
  ['renamenx', renamenx],
  ['reset', reset],
  ['save', save],
  ['scan', scan],
  ['select', select],
  ['set', set],
  ['subscribe', subscribe],
  ['time', time],
  ['ttl', ttl],
  ['type', type],
  ['unlink', del],
  ['unsubscribe', unsubscribe],
  ['unwatch', unwatch],
  ['watch', watch],
  ['xack', xack],
  ['xackdel', xackdel],
  ['xadd', xadd],
  ['xautoclaim', xautoclaim],
  ['xclaim', xclaim],
  ['xdel', xdel],
  ['xdelex', xdelex],
  ['xlen', xlen],
  ['xpending', xpending],
  ['xrange', xrange],
  ['xread', xread],
  ['xreadgroup', xreadgroup],
  ['xrevrange', xrevrange],
  ['xsetid', xsetid],
  ['xtrim', xtrim],
]);

/** A command of the server's, with what carries it out here. */
export interface FoundCommand {
  readonly fullName: string;
  readonly isWrite: boolean;
  readonly needsMemory: boolean;
  readonly run: Command;
}

interface Entry extends FoundCommand {
  readonly arity: number;
  readonly subcommands: ReadonlyMap<string, Entry> | null;
}

function entryOf(known: KnownCommand): Entry {
  const { fullName, subcommands } = known;
  const inside = subcommands === null ? null : [...subcommands].map(([name, one]) => [name, entryOf(one)] as const);
  const run = MODELLED.get(fullName) ?? notModelled(fullName);
  return { ...known, run, subcommands: inside === null ? null : new Map(inside) };
}

/** Redis has it and the model does not: the reply says so, and is none of Redis'. */
function notModelled(fullName: string): Command {
  return () => missingHere(fullName.replace('|', ' ').toUpperCase());
}

/** By version; each command by its name in small letters and, as people write it, in capitals. */
const TABLES = new Map(
  REDIS_VERSIONS.map((version) => {
    const entries = [...knownCommands(version)].map(
      ([name, known]) => [name, withOldSubcommands(entryOf(known), version)] as const,
    );
    return [
      version,
      new Map([...entries, ...entries.map(([name, entry]) => [name.toUpperCase(), entry] as const)]),
    ] as const;
  }),
);

/** In 6.2 the command itself looks at the word after it, and at how many there are. */
function withOldSubcommands(entry: Entry, version: RedisVersion): Entry {
  const inside = version === '6.2' ? (knownCommands('7.0').get(entry.fullName)?.subcommands ?? null) : null;
  if (inside === null) return entry;
  const check = CHECKS_6_2.get(entry.fullName);
  const run: Command = (context, argv) => {
    const problem = check?.(context, argv) ?? null;
    if (problem !== null) return problem;
    const known = inside.get(asciiLowerCase(argv[1] ?? ''));
    if (known === undefined || !hasArity(argv, ARITY_6_2.get(known.fullName) ?? known.arity))
      return oldSubcommandError(argv);
    return (MODELLED.get(known.fullName) ?? notModelled(known.fullName))(context, argv);
  };
  return { ...entry, run };
}

/** Subcommands that took fewer arguments in 6.2: there was no ENTRIESREAD, and one parameter at a time. */
const ARITY_6_2: ReadonlyMap<string, number> = new Map([
  ['config|get', 3],
  ['config|set', 4],
  ['xgroup|setid', 5],
  ['xinfo|help', -2],
]);

/** Finds what carries the command out; an error when it does not exist or has not its number of arguments. */
export function findCommand(argv: readonly string[], version: RedisVersion): FoundCommand | ErrorReply {
  const name = argv[0] ?? '';
  const table = TABLES.get(version);
  const found = table?.get(name) ?? table?.get(asciiLowerCase(name));
  if (found === undefined) return unknownCommand(argv, version);
  if (found.subcommands === null || argv.length === 1) {
    return hasArity(argv, found.arity) ? found : wrongArity(found.fullName);
  }
  const subcommand = found.subcommands.get(asciiLowerCase(argv[1] ?? ''));
  if (subcommand === undefined) return unknownSubcommand(argv);
  return hasArity(argv, subcommand.arity) ? subcommand : wrongArity(subcommand.fullName);
}

function hasArity(argv: readonly string[], arity: number): boolean {
  return arity > 0 ? argv.length === arity : argv.length >= -arity;
}

/** `commandCheckExistence`: names as many arguments as have room in 128 bytes. 6.2 puts them between backquotes. */
function unknownCommand(argv: readonly string[], version: RedisVersion): ErrorReply {
  const isOld = version === '6.2';
  const [open, close, after] = isOld ? ['`', '`', ', '] : ["'", "'", ' '];
  let args = '';
  for (let i = 1; i < argv.length && byteLength(args) < 128; i++) {
    args += `${open}${truncated(argv[i] ?? '', 128 - byteLength(args))}${close}${after}`;
  }
  const name = isOld ? cString(argv[0] ?? '') : truncated(argv[0] ?? '', 128);
  const text = `ERR unknown command ${open}${name}${close}, with args beginning with: ${args}`;
  return { err: text.replace(/[\r\n]/g, ' ') };
}
