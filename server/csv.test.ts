import { expect, it } from 'vitest';
import { toCsv } from './csv';

it('quotes what holds a comma, a quote or a line break, and ends lines as RFC 4180 says', () => {
  expect(
    toCsv(
      ['a', 'b'],
      [
        ['x,y', 'say "no"'],
        ['two\nlines', null],
        [1.5, true],
      ],
    ),
  ).toBe('\ufeffa,b\r\n"x,y","say ""no"""\r\n"two\nlines",\r\n1.5,true\r\n');
});

it('takes the power from what a spreadsheet would run, and leaves numbers alone', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])
    expect(toCsv(['a'], [[text]])).toBe(`\ufeffa\r\n'${text}\r\n`);
  expect(toCsv(['a'], [['\rx']])).toBe(`\ufeffa\r\n"'\rx"\r\n`);
  expect(toCsv(['a'], [[-1]])).toBe('\ufeffa\r\n-1\r\n');
});
