import { expect, test } from 'vitest';
import { stemBlocks, stemLine } from './stem-blocks';

const stem = [
  'What happened?',
  '',
  '```',
  '0.1 s  XADD orders 1-0',
  '  next · last',
  '```',
  '| a | b |',
  '| - | - |',
  '| 1 | 2 |',
  'Why?',
];

test('a stem keeps its paragraphs, its code as written and its tables', () => {
  expect(stemBlocks(stem.join('\n'))).toEqual([
    { type: 'text', text: 'What happened?' },
    { type: 'code', lines: ['0.1 s  XADD orders 1-0', '  next', 'last'] },
    {
      type: 'table',
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
    },
    { type: 'text', text: 'Why?' },
  ]);
});

test('line breaks of a paragraph are kept, and a stem without blocks is one', () => {
  expect(stemBlocks('one\ntwo')).toEqual([{ type: 'text', text: 'one\ntwo' }]);
  expect(stemBlocks('')).toEqual([]);
});

test('a block that is not closed ends with the stem', () => {
  expect(stemBlocks('a\n```\nb')).toEqual([
    { type: 'text', text: 'a' },
    { type: 'code', lines: ['b'] },
  ]);
});

test('as a name it is one line without fences', () => {
  expect(stemLine(stem.slice(0, 6).join('\n'))).toBe('What happened? 0.1 s  XADD orders 1-0 next · last');
});
