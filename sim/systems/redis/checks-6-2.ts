import { isWord } from './arguments';
import { type Context, isError, lookUpStream } from './context';
import { errorWith, NO_SUCH_KEY, oldSubcommandError } from './errors';
import { KEY_MUST_EXIST } from './group-commands';
import { findGroup } from './groups';
import type { Reply } from './types';

/** What XGROUP of 6.2 checks before it looks at its subcommand; null: nothing is wrong. */
function checkGroup({ server }: Context, argv: readonly string[]): Reply {
  const subcommand = argv[1] ?? '';
  const isMakeStream = argv.length === 6 && isWord(subcommand, 'CREATE');
  if (isMakeStream && !isWord(argv[5] ?? '', 'MKSTREAM')) return oldSubcommandError(argv);
  if (argv.length < 4) return null;
  const [, , key = '', name = ''] = argv;
  const stream = lookUpStream(server, key);
  if (stream !== null && isError(stream)) return stream;
  if (isMakeStream) return null;
  if (stream === null) return KEY_MUST_EXIST;
  const needsGroup = ['SETID', 'CREATECONSUMER', 'DELCONSUMER'].some((word) => isWord(subcommand, word));
  if (!needsGroup || findGroup(stream, name) !== null) return null;
  return errorWith`NOGROUP No such consumer group '${name}' for key name '${key}'`;
}

/** The same of XINFO: the key comes first, whatever is asked about it. */
function checkInfo({ server }: Context, argv: readonly string[]): Reply {
  if (argv.length < 3) return isWord(argv[1] ?? '', 'HELP') ? null : oldSubcommandError(argv);
  if (isWord(argv[1] ?? '', 'HELP')) return null;
  const stream = lookUpStream(server, argv[2] ?? '');
  if (stream === null) return NO_SUCH_KEY;
  return isError(stream) ? stream : null;
}

/** By the command's name, for those that check something first. */
export const CHECKS_6_2: ReadonlyMap<string, (context: Context, argv: readonly string[]) => Reply> = new Map([
  ['xgroup', checkGroup],
  ['xinfo', checkInfo],
]);
