import * as fc from 'fast-check';

/** One of these, the earlier ones more often. */
export function oneOf<T>(...values: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

/** Arguments, put together from single ones, lists, and arbitraries of both. */
export type Part = string | fc.Arbitrary<string> | fc.Arbitrary<readonly string[]>;

export function command(...parts: readonly Part[]): fc.Arbitrary<string[]> {
  const arbitraries = parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part));
  return fc.tuple(...arbitraries).map((values) => values.flat());
}

/** Nothing, one, or some of these in any order, each perhaps twice. */
export function someOf(...options: readonly fc.Arbitrary<readonly string[]>[]): fc.Arbitrary<readonly string[]> {
  return fc.array(fc.oneof(...options), { maxLength: 4 }).map((chosen) => chosen.flat());
}

/** An option that is there `weight` times as often as not; in tenths. */
export function maybe(option: fc.Arbitrary<readonly string[]>, weight = 1): fc.Arbitrary<readonly string[]> {
  return fc.oneof({ weight: weight * 10, arbitrary: option }, { weight: 10, arbitrary: fc.constant([]) });
}

/** A word of the language, mostly in capitals. */
export function word(text: string): fc.Arbitrary<string> {
  const mixed = [...text].map((letter, i) => (i % 2 === 0 ? letter.toLowerCase() : letter)).join('');
  return fc.oneof(
    { weight: 8, arbitrary: fc.constant(text) },
    { weight: 1, arbitrary: oneOf(text.toLowerCase(), mixed) },
  );
}

export const key = fc.oneof(
  { weight: 24, arbitrary: fc.constant('s') },
  { weight: 4, arbitrary: fc.constant('t') },
  { weight: 1, arbitrary: oneOf('text', 'none', '', '한글', 'a b', 'nul\0nul', 'two\r\nlines', 'x'.repeat(140)) },
);

export const group = fc.oneof(
  { weight: 18, arbitrary: fc.constant('g') },
  { weight: 4, arbitrary: fc.constant('h') },
  { weight: 1, arbitrary: oneOf('none', 'G', 'é', 'g\0h', 'z'.repeat(130)) },
);

export const consumer = fc.oneof(
  { weight: 12, arbitrary: oneOf('c', 'd', 'e') },
  { weight: 1, arbitrary: oneOf('C', '', 'ｚ', '\u{1f600}', 'é', '\udcff') },
);

const smallMs = fc.integer({ min: 0, max: 12 });

/** Ids near one another, so that commands meet; they are whole. */
export const plainId = fc.tuple(smallMs, fc.integer({ min: 0, max: 5 })).map(([ms, seq]) => `${ms}-${seq}`);

const MAX = '18446744073709551615';
const edgeId = oneOf(
  '0-0',
  '0-1',
  '0',
  '5',
  '11',
  `${MAX}`,
  `${MAX}-${MAX}`,
  `${MAX}-18446744073709551614`,
  `0-${MAX}`,
  `7-${MAX}`,
  '18446744073709551614-5',
  '9007199254740991-1',
  '9007199254740992-1',
  '9007199254740993-9007199254740993',
  '9223372036854775807-9223372036854775808',
  `7-18446744073709551614`,
  `9223372036854775808-0`,
);
const oddId = oneOf(
  '-',
  '+',
  '$',
  '>',
  '*',
  '5-*',
  '0-*',
  `7-*`,
  '(',
  '(5-1',
  '(-',
  '(+',
  '5-',
  '-5',
  '5--3',
  '5--0',
  'abc',
  '',
  '1-1-1',
  '18446744073709551616',
  '18446744073709551616-1',
  ' 5',
  '+5',
  '5-+3',
  '007-001',
  '0005',
  '5- -3',
  '5\x001',
  '5-1\0x',
  '$\0',
  '>x',
  '5 ',
  '1e3',
  '0x5',
  '-0',
  '--',
  `${'0'.repeat(126)}5`,
  `${'0'.repeat(127)}5`,
  '5-1é',
  '9'.repeat(21),
  '-9223372036854775809',
  ' -9223372036854775809',
);

/** Where a whole id belongs. */
export const id = fc.oneof(
  { weight: 30, arbitrary: plainId },
  { weight: 3, arbitrary: edgeId },
  { weight: 1, arbitrary: oddId },
);

/** Where a range begins or ends. */
export const rangeEnd = fc.oneof(
  { weight: 8, arbitrary: plainId },
  { weight: 8, arbitrary: oneOf('-', '+') },
  { weight: 3, arbitrary: fc.oneof(plainId, edgeId).map((text) => `(${text}`) },
  { weight: 2, arbitrary: smallMs.map(String) },
  { weight: 2, arbitrary: edgeId },
  { weight: 1, arbitrary: oddId },
);

const oddInteger = oneOf(
  '-1',
  '-5',
  '9223372036854775807',
  '9223372036854775808',
  '-9223372036854775808',
  '-9223372036854775809',
  '9007199254740993',
  '+1',
  '01',
  '1.0',
  '',
  'x',
  ' 1',
  '1 ',
  '-0',
  '1e2',
  '18446744073709551615',
  '4294967296',
  '2147483648',
);

/** A number of something, mostly small. */
export const count = fc.oneof(
  { weight: 10, arbitrary: fc.integer({ min: 0, max: 8 }).map(String) },
  { weight: 1, arbitrary: oddInteger },
);

/** A least idle time, far from the idle times that `idle` sets. */
export const minIdle = fc.oneof(
  { weight: 6, arbitrary: fc.constant('0') },
  { weight: 4, arbitrary: oneOf('600000', '60000000') },
  {
    weight: 1,
    arbitrary: oneOf('-1', '-600000', 'x', '', '9223372036854775807', '-9223372036854775808', '9223372036854775808'),
  },
);

/** An idle time to set: none, or between two of the least ones. */
export const idle = fc.oneof(
  { weight: 6, arbitrary: oneOf('0', '6000000', '600000000') },
  { weight: 1, arbitrary: oneOf('-1', 'x', '9223372036854775807', '-9223372036854775808', '9007199254740993') },
);

export const text = fc.oneof(
  { weight: 8, arbitrary: oneOf('f', 'v', 'w', '1', '-7', '300') },
  {
    weight: 1,
    arbitrary: oneOf(
      '',
      '0',
      '-0',
      '007',
      '127',
      '128',
      '4096',
      '-4097',
      '40000',
      '9000000',
      '3000000000',
      '9223372036854775807',
      '9223372036854775808',
      '한',
      'é~|~1|',
      '\udc80\udcfe',
      'MAXLEN',
      '*',
      '\0',
    ),
  },
  { weight: 1, arbitrary: oneOf('x'.repeat(63), 'x'.repeat(64), 'y'.repeat(130), 'z'.repeat(900), 'w'.repeat(5000)) },
);
