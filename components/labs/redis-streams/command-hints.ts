/** A command's name and its arguments, as `redis-cli help` of 7.0 prints them. */
const SYNTAX: readonly (readonly [name: string, args: string])[] = [
  ['XACK', 'key group id [id ...]'],
  ['XADD', 'key [NOMKSTREAM] [MAXLEN|MINID [=|~] threshold [LIMIT count]] *|id field value [field value ...]'],
  ['XAUTOCLAIM', 'key group consumer min-idle-time start [COUNT count] [JUSTID]'],
  [
    'XCLAIM',
    'key group consumer min-idle-time id [id ...] [IDLE ms] [TIME unix-time-milliseconds] [RETRYCOUNT count] [FORCE] [JUSTID] [LASTID id]',
  ],
  ['XDEL', 'key id [id ...]'],
  ['XGROUP CREATE', 'key groupname id|$ [MKSTREAM] [ENTRIESREAD entries_read]'],
  ['XGROUP CREATECONSUMER', 'key groupname consumername'],
  ['XGROUP DELCONSUMER', 'key groupname consumername'],
  ['XGROUP DESTROY', 'key groupname'],
  ['XGROUP SETID', 'key groupname id|$ [ENTRIESREAD entries_read]'],
  ['XINFO CONSUMERS', 'key groupname'],
  ['XINFO GROUPS', 'key'],
  ['XINFO STREAM', 'key [FULL [COUNT count]]'],
  ['XLEN', 'key'],
  ['XPENDING', 'key group [[IDLE min-idle-time] start end count [consumer]]'],
  ['XRANGE', 'key start end [COUNT count]'],
  ['XREAD', '[COUNT count] [BLOCK milliseconds] STREAMS key [key ...] id [id ...]'],
  ['XREADGROUP', 'GROUP group consumer [COUNT count] [BLOCK milliseconds] [NOACK] STREAMS key [key ...] id [id ...]'],
  ['XREVRANGE', 'key end start [COUNT count]'],
  ['XSETID', 'key last-id [ENTRIESADDED entries_added] [MAXDELETEDID max_deleted_entry_id]'],
  ['XTRIM', 'key MAXLEN|MINID [=|~] threshold [LIMIT count]'],
  ['CONFIG GET', 'parameter [parameter ...]'],
  ['CONFIG SET', 'parameter value [parameter value ...]'],
  ['DBSIZE', ''],
  ['DEL', 'key [key ...]'],
  ['ECHO', 'message'],
  ['EXISTS', 'key [key ...]'],
  ['FLUSHALL', '[ASYNC|SYNC]'],
  ['GET', 'key'],
  ['PING', '[message]'],
  ['SET', 'key value'],
  ['TIME', ''],
  ['TYPE', 'key'],
  ['UNLINK', 'key [key ...]'],
];

/**
 * What is still to be typed, as redis-cli hints it behind the cursor (`hintsCallback`): the arguments of the command but those
 * that are there, up to the first optional one, which stays. Empty for no command that is known.
 */
export function hintFor(line: string): string {
  const words = line.trimStart().split(/\s+/);
  const endsInBlank = /\s$/.test(line);
  const typed = words.filter((word) => word !== '');
  const found = SYNTAX.find(([name]) => {
    const parts = name.split(' ');
    return parts.every((part, at) => typed[at]?.toUpperCase() === part);
  });
  if (found === undefined) return '';
  const [name, args] = found;
  let left = typed.length - name.split(' ').length;
  let hint = args;
  while (left > 0 && hint !== '' && !hint.startsWith('[')) {
    const blank = hint.indexOf(' ');
    hint = blank === -1 ? '' : hint.slice(blank + 1);
    left -= 1;
  }
  if (hint === '') return '';
  return endsInBlank ? hint : ` ${hint}`;
}

/** The commands whose names begin with what is typed, in order; empty when there is nothing to complete. */
export function completionsOf(line: string): readonly string[] {
  const typed = line.trimStart().toUpperCase();
  if (typed === '') return [];
  return SYNTAX.map(([name]) => name).filter((name) => name.startsWith(typed) && name !== typed);
}
