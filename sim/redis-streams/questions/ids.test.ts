import { expect, inject, test } from 'vitest';
import { DIFFICULTIES, type QuestionGenerator } from '../../core/question';
import { readAfterId } from './read-after-id';
import { UNIX_START_MS } from './situation';
import { xaddReply } from './xadd-reply';

const SEEDS = inject('seeds');
const REFUSED = 'ERR The ID specified in XADD is equal or smaller than the target stream top item';

type Id = readonly [ms: number, sequence: number];
type Line = { readonly second: number; readonly argv: readonly string[] };

/** What the stem prints, read back: nothing is taken from the situation that the question was made of. */
function question<Config, Command>(generator: QuestionGenerator<Config, Command>, seed: number) {
  const { stem, form } = generator.generate(seed, DIFFICULTIES[seed % DIFFICULTIES.length] ?? 1);
  if (!('key' in stem) || stem.values === undefined || form.type !== 'single')
    throw new Error('another kind of question');
  const lines: Line[] = String(stem.values.history)
    .split('\n')
    .map((line) => {
      const [second = '', rest = ''] = line.trim().split(' s  ');
      return { second: Number(second), argv: rest.split(' ') };
    });
  const right = form.options.find(({ id }) => id === form.right)?.label;
  if (right === undefined || !('verbatim' in right)) throw new Error('no right option');
  const { command, second } = stem.values;
  return { lines, asked: String(command).split(' '), second: Number(second), right: right.verbatim };
}

function parse(id: string): Id {
  const [ms = '0', sequence = '0'] = id.split('-');
  return [Number(ms), Number(sequence)];
}

function compare([ms, sequence]: Id, [otherMs, otherSequence]: Id): number {
  return ms - otherMs || sequence - otherSequence;
}

/** The rule of the documentation, written down once more: XADD, "Specifying a Stream ID as an argument". */
function nextId(last: Id, id: string, nowMs: number): Id | null {
  const [ms = '', sequence] = id.split('-');
  if (id === '*') return nowMs > last[0] ? [nowMs, 0] : [last[0], last[1] + 1];
  if (sequence !== '*') return compare(parse(id), last) > 0 ? parse(id) : null;
  if (Number(ms) < last[0]) return null;
  return Number(ms) === last[0] ? [last[0], last[1] + 1] : [Number(ms), 0];
}

test('XADD replies the id that the documented rule gives, or refuses it', () => {
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const { lines, asked, second, right } = question(xaddReply, seed);
    let last: Id = [0, 0];
    for (const { argv } of lines) if (argv[0] === 'XADD') last = nextId(last, argv[2] ?? '', 0) ?? last;
    const id = nextId(last, asked[2] ?? '', UNIX_START_MS + second * 1000);
    expect(right).toBe(id === null ? REFUSED : id.join('-'));
  }
});

test('XREAD and XRANGE return what lies after an id or between two, without what was deleted', () => {
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const { lines, asked, right } = question(readAfterId, seed);
    const deleted = new Set(lines.filter(({ argv }) => argv[0] === 'XDEL').map(({ argv }) => argv[2]));
    const ids = lines.flatMap(({ argv: [name, , id = ''] }) => (name === 'XADD' && !deleted.has(id) ? [id] : []));
    expect(right).toBe(asked[0] === 'XREAD' ? readIds(ids, asked) : rangeIds(ids, asked));
  }
});

function readIds(ids: readonly string[], asked: readonly string[]): string {
  const from = asked.at(-1) ?? '';
  const after = from === '$' ? [] : ids.filter((id) => compare(parse(id), parse(from)) > 0);
  return after.slice(0, Number(asked[2])).join(', ') || '(nil)';
}

function rangeIds(ids: readonly string[], [, , from = '', to = '']: readonly string[]): string {
  const isOpen = from.startsWith('(');
  const start = parse(from.replace('(', ''));
  const end: Id = to.includes('-') ? parse(to) : [Number(to), Number.POSITIVE_INFINITY];
  const within = ids.filter((id) => {
    const afterStart = compare(parse(id), start);
    return (isOpen ? afterStart > 0 : afterStart >= 0) && compare(parse(id), end) <= 0;
  });
  return within.join(', ') || '(empty array)';
}
