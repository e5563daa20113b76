import { byteLength, truncated } from './bytes';
import { xautoclaim, xclaim } from './claim-commands';
import { configGet, configResetStat, configRewrite, configSet } from './config-commands';
import type { Command } from './context';
import { type ErrorReply, unknownSubcommand, wrongArity } from './errors';
import { xgroupCreate, xgroupCreateConsumer, xgroupDelConsumer, xgroupDestroy, xgroupSetId } from './group-commands';
import { configHelp, xgroupHelp, xinfoHelp } from './help-commands';
import { xinfoConsumers, xinfoGroups, xinfoStream } from './info-commands';
import { dbsize, del, echo, exists, flush, get, ping, set, time, type } from './key-commands';
import { xack, xpending } from './pending-commands';
import { xlen, xrange, xrevrange } from './range-commands';
import { xread, xreadgroup } from './read-commands';
import { xadd, xdel, xsetid, xtrim } from './write-commands';

interface Entry {
  /** Arguments with the name; below zero: at least so many. */
  readonly arity: number;
  readonly run: Command;
}

interface Container {
  readonly arity: number;
  readonly subcommands: ReadonlyMap<string, Entry>;
}

function entry(arity: number, run: Command): Entry {
  return { arity, run };
}

const CONFIG: Container = {
  arity: -2,
  subcommands: new Map([
    ['get', entry(-3, configGet)],
    ['help', entry(2, configHelp)],
    ['resetstat', entry(2, configResetStat)],
    ['rewrite', entry(2, configRewrite)],
    ['set', entry(-4, configSet)],
  ]),
};

const XGROUP: Container = {
  arity: -2,
  subcommands: new Map([
    ['create', entry(-5, xgroupCreate)],
    ['createconsumer', entry(5, xgroupCreateConsumer)],
    ['delconsumer', entry(5, xgroupDelConsumer)],
    ['destroy', entry(4, xgroupDestroy)],
    ['help', entry(2, xgroupHelp)],
    ['setid', entry(-5, xgroupSetId)],
  ]),
};

const XINFO: Container = {
  arity: -2,
  subcommands: new Map([
    ['consumers', entry(4, xinfoConsumers)],
    ['groups', entry(3, xinfoGroups)],
    ['help', entry(2, xinfoHelp)],
    ['stream', entry(-3, xinfoStream)],
  ]),
};

/** Names and arities of commands.c. */
const COMMANDS: ReadonlyMap<string, Entry | Container> = new Map<string, Entry | Container>([
  ['xack', entry(-4, xack)],
  ['xadd', entry(-5, xadd)],
  ['xautoclaim', entry(-6, xautoclaim)],
  ['xclaim', entry(-6, xclaim)],
  ['xdel', entry(-3, xdel)],
  ['xgroup', XGROUP],
  ['xinfo', XINFO],
  ['xlen', entry(2, xlen)],
  ['xpending', entry(-3, xpending)],
  ['xrange', entry(-4, xrange)],
  ['xread', entry(-4, xread)],
  ['xreadgroup', entry(-7, xreadgroup)],
  ['xrevrange', entry(-4, xrevrange)],
  ['xsetid', entry(-3, xsetid)],
  ['xtrim', entry(-4, xtrim)],
  ['config', CONFIG],
  ['dbsize', entry(1, dbsize)],
  ['del', entry(-2, del)],
  ['echo', entry(2, echo)],
  ['exists', entry(-2, exists)],
  ['flushall', entry(-1, flush)],
  ['flushdb', entry(-1, flush)],
  ['get', entry(2, get)],
  ['ping', entry(-1, ping)],
  ['set', entry(-3, set)],
  ['time', entry(1, time)],
  ['type', entry(2, type)],
  ['unlink', entry(-2, del)],
]);

/** The same by their names as people write them: in capitals. */
const BY_NAME = new Map([...COMMANDS, ...[...COMMANDS].map(([name, found]) => [name.toUpperCase(), found] as const)]);

/** Finds what carries the command out; an error when it does not exist or has not its number of arguments. */
export function findCommand(argv: readonly string[]): Command | ErrorReply {
  const name = argv[0] ?? '';
  const found = BY_NAME.get(name) ?? BY_NAME.get(asciiLowerCase(name));
  if (found === undefined) return unknownCommand(argv);
  if (!('subcommands' in found)) return hasArity(argv, found.arity) ? found.run : wrongArity(asciiLowerCase(name));
  const fullName = asciiLowerCase(name);
  if (argv.length === 1) return wrongArity(fullName);
  const subcommandName = asciiLowerCase(argv[1] ?? '');
  const subcommand = found.subcommands.get(subcommandName);
  if (subcommand === undefined) return unknownSubcommand(argv);
  return hasArity(argv, subcommand.arity) ? subcommand.run : wrongArity(`${fullName}|${subcommandName}`);
}

function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function hasArity(argv: readonly string[], arity: number): boolean {
  return arity > 0 ? argv.length === arity : argv.length >= -arity;
}

/** `commandCheckExistence`: names as many arguments as have room in 128 bytes. */
function unknownCommand(argv: readonly string[]): ErrorReply {
  let args = '';
  for (let i = 1; i < argv.length && byteLength(args) < 128; i++) {
    args += `'${truncated(argv[i] ?? '', 128 - byteLength(args))}' `;
  }
  const text = `ERR unknown command '${truncated(argv[0] ?? '', 128)}', with args beginning with: ${args}`;
  return { err: text.replace(/[\r\n]/g, ' ') };
}
