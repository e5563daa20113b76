import { expect, it } from 'vitest';
import { type ErlangTerm, phash2, typedTerm, valueTerm } from './erlang-hash';
import type { FieldValue } from './frames';

/** `erlang:phash2` of Erlang/OTP 25 for `{Type, Value}`, as a header is looked up. */
const typed: readonly (readonly [FieldValue, number])[] = [
  [[], 86211673],
  [{}, 80606520],
  [['a', 1], 74363490],
  [{ a: 1, b: [null] }, 126395365],
  [[[], { k: true }], 26504731],
  [['hello world, this is more'], 77995480],
  [1.5, 115320697],
  [-0.25, 65236080],
  [1e300, 39779000],
  [{ '!': 'float', value: 0.5 }, 88558663],
  [{ '!': 'long', value: 134217727 }, 33099472],
  [{ '!': 'long', value: 134217728 }, 117666136],
  [{ '!': 'long', value: 268435455 }, 116618405],
  [{ '!': 'long', value: 268435456 }, 89727759],
  [{ '!': 'long', value: -134217728 }, 13500176],
  [{ '!': 'long', value: -134217729 }, 132651809],
  [-5000000000, 45891831],
  [9007199254740991, 120755072],
  [{ '!': 'timestamp', value: 1700000000 }, 59280699],
  [{ '!': 'unsignedbyte', value: 200 }, 88973546],
  [{ '!': 'decimal', value: { places: 2, digits: 314 } }, 113508173],
  ['hello', 5518530],
  [true, 32030443],
  [null, 27077197],
];

it.each(typed)('hashes a header %j as Erlang does', (value, hash) => {
  expect(phash2(typedTerm(value))).toBe(hash);
});

const alone: readonly (readonly [ErlangTerm, number])[] = [
  [valueTerm(null), 45914356],
  [valueTerm(''), 13708901],
  [valueTerm('abc'), 98228475],
  [valueTerm([]), 113427502],
  [valueTerm(5), 5878562],
  [valueTerm(-5), 115015680],
  [valueTerm(300000000), 48168524],
  [valueTerm(1.5), 10380315],
  [valueTerm(true), 506293],
  [{ tuple: [{ binary: 'a' }, { atom: 'byte' }, { integer: 1 }] }, 96440501],
];

it.each(alone)('hashes %j as Erlang does', (term, hash) => {
  expect(phash2(term)).toBe(hash);
});
