import { expect, it, describe as suite } from 'vitest';
import { quoted, replyLines, typedText } from './reply-text';

function printed(reply: Parameters<typeof replyLines>[0]): string {
  return replyLines(reply)
    .map(({ text }) => text)
    .join('\n');
}

// What redis-cli 7.0.15 --no-raw prints for the same replies.
suite('a reply as redis-cli prints it', () => {
  it('numbers elements and indents nested ones by the width of their number', () => {
    const entries = Array.from({ length: 10 }, (_, at) => [`${at + 1}-0`, ['n', String(at + 1)]]);
    const lines = printed(entries).split('\n');
    expect(lines.slice(0, 3)).toEqual([' 1) 1) "1-0"', '    2) 1) "n"', '       2) "1"']);
    expect(lines.slice(-3)).toEqual(['10) 1) "10-0"', '    2) 1) "n"', '       2) "10"']);
  });

  it('nests as deep as XREADGROUP does', () => {
    expect(printed([['s', [['1-0', ['item', 'tea']]]]])).toBe(
      ['1) 1) "s"', '   2) 1) 1) "1-0"', '         2) 1) "item"', '            2) "tea"'].join('\n'),
    );
  });

  it('names integers, nil, empty arrays, statuses and errors', () => {
    expect(printed([2, null, [], { ok: 'OK' }])).toBe('1) (integer) 2\n2) (nil)\n3) (empty array)\n4) OK');
    expect(replyLines({ err: 'ERR no such key' })).toEqual([{ text: '(error) ERR no such key', isError: true }]);
  });

  it('escapes quotes and every byte that is not printable', () => {
    expect(quoted('a"b')).toBe('"a\\"b"');
    expect(quoted('이름')).toBe('"\\xec\\x9d\\xb4\\xeb\\xa6\\x84"');
  });
});

it('a command is shown as it can be typed again', () => {
  expect(typedText(['XADD', 's', '*', 'a b', '', '이름'])).toBe('XADD s * "a b" "" 이름');
});
