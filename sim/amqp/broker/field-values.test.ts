import { expect, it } from 'vitest';
import { erlangTerm } from './field-values';

/** As `io_lib:format("~p", [X])` of Erlang/OTP 25 prints them. */
it.each([
  [1.5, '1.5'],
  [-0.25, '-0.25'],
  [1e300, '1.0e300'],
  [0.001, '0.001'],
  [1e-7, '1.0e-7'],
  [123456.5, '123456.5'],
  [{ '!': 'double', value: 100 }, '100.0'],
  [{ '!': 'double', value: 1000 }, '1.0e3'],
  [{ '!': 'double', value: 100_000 }, '1.0e5'],
  [{ '!': 'double', value: 123_456 }, '123456.0'],
  [{ '!': 'double', value: 0 }, '0.0'],
  [{ '!': 'decimal', value: { places: 2, digits: 314 } }, '{2,314}'],
  [{ '!': 'long', value: 5 }, '5'],
])('prints %j as Erlang does: %s', (value, text) => {
  expect(erlangTerm(value)).toBe(text);
});
