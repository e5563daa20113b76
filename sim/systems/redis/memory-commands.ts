import { isNegative, isWord, parseInt64 } from './arguments';
import { type Context, lookUp, peek } from './context';
import { NOT_AN_INTEGER, SYNTAX_ERROR } from './errors';
import { clearErrno } from './ids';
import { encodingOf, keyBytes } from './memory';
import { nodeCount } from './nodes';
import type { Reply } from './types';

/** OBJECT ENCODING key */
export function objectEncoding({ server }: Context, argv: readonly string[]): Reply {
  const value = peek(server, argv[2] ?? '');
  return value === null ? null : encodingOf(value);
}

/** MEMORY USAGE key [SAMPLES count]. Redis' own sums over jemalloc's size classes; a stream's last node may differ by one of these. */
export function memoryUsage({ server }: Context, argv: readonly string[]): Reply {
  let samples = 5;
  for (let i = 3; i < argv.length; i += 2) {
    if (!isWord(argv[i] ?? '', 'SAMPLES') || i + 1 >= argv.length) return SYNTAX_ERROR;
    const parsed = parseInt64(argv[i + 1] ?? '');
    if (parsed === null) return NOT_AN_INTEGER;
    if (isNegative(parsed)) return SYNTAX_ERROR;
    samples = Number(parsed);
  }
  const key = argv[2] ?? '';
  const value = lookUp(server, key);
  if (value?.type === 'stream' && (samples === 0 || nodeCount(value) < samples || value.groups.length > 0)) {
    clearErrno(server);
  }
  return value === null ? null : keyBytes(server, key, value, samples);
}
