import type { Context } from './context';
import type { Reply } from './types';

const XGROUP_HELP = [
  'CREATE <key> <groupname> <id|$> [option]',
  '    Create a new consumer group. Options are:',
  '    * MKSTREAM',
  '      Create the empty stream if it does not exist.',
  '    * ENTRIESREAD entries_read',
  "      Set the group's entries_read counter (internal use).",
  'CREATECONSUMER <key> <groupname> <consumer>',
  '    Create a new consumer in the specified group.',
  'DELCONSUMER <key> <groupname> <consumer>',
  '    Remove the specified consumer.',
  'DESTROY <key> <groupname>',
  '    Remove the specified group.',
  'SETID <key> <groupname> <id|$> [ENTRIESREAD entries_read]',
  '    Set the current group ID and entries_read counter.',
];

const CONFIG_HELP = [
  'GET <pattern>',
  '    Return parameters matching the glob-like <pattern> and their values.',
  'SET <directive> <value>',
  '    Set the configuration <directive> to <value>.',
  'RESETSTAT',
  '    Reset statistics reported by the INFO command.',
  'REWRITE',
  '    Rewrite the configuration file.',
];

// The unbalanced bracket is the server's.
const XINFO_HELP = [
  'CONSUMERS <key> <groupname>',
  '    Show consumers of <groupname>.',
  'GROUPS <key>',
  '    Show the stream consumer groups.',
  'STREAM <key> [FULL [COUNT <count>]',
  '    Show information about the stream.',
];

function help(command: string, lines: readonly string[]): Reply {
  const first = `${command} <subcommand> [<arg> [value] [opt] ...]. Subcommands are:`;
  return [first, ...lines, 'HELP', '    Prints this help.'].map((line) => ({ ok: line }));
}

/** XGROUP HELP */
export function xgroupHelp(_context: Context): Reply {
  return help('XGROUP', XGROUP_HELP);
}

/** CONFIG HELP */
export function configHelp(_context: Context): Reply {
  return help('CONFIG', CONFIG_HELP);
}

/** XINFO HELP */
export function xinfoHelp(_context: Context): Reply {
  return help('XINFO', XINFO_HELP);
}
