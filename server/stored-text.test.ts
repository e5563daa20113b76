import { describe, expect, it } from 'vitest';
import { newAccount } from './accounts';
import { newClass } from './classes';
import { labRunSubmission } from './lab-runs';
import { isStorableJson, storedLine } from './stored-text';

const HOSTILE = [
  'a\0b',
  '\ud800',
  'x\udc00',
  'a\u202eb',
  '\u2066a',
  'a\u200fb',
  'a\ufeffb',
  'a\u0007',
  'a\u009fb',
  'a\u2028b',
];

describe('a line to be stored', () => {
  const line = storedLine(10);

  it('is trimmed and composed', () => {
    expect(line.parse('  Ada \u00a0')).toBe('Ada');
    expect(line.parse('e\u0301'.normalize('NFD'))).toBe('é');
    expect(line.parse('홍길동 😀')).toBe('홍길동 😀');
  });

  it.each([...HOSTILE, '', '  ', '\u3164', '\u200b\u200d', 'a\nb', 'a\tb', 'elevencharact'])('is not %j', (text) => {
    expect(line.safeParse(text).success).toBe(false);
  });

  it.each([null, 7, {}, ['a'], undefined])('is no %j', (value) => {
    expect(line.safeParse(value).success).toBe(false);
  });
});

describe('what people can store', () => {
  const id = '0b1de7f0-5b0a-4a3c-8a3e-6a3f2c1d9e11';

  it.each(HOSTILE)('is refused with %j in it, wherever that is', (text) => {
    const account = { name: 'Ada', email: 'ada@example.test', password: 'correct horse battery' };
    expect(newAccount.safeParse({ ...account, name: text }).success).toBe(false);
    expect(newAccount.safeParse({ ...account, email: `${text}@example.test` }).success).toBe(false);
    expect(newClass.safeParse({ id, name: text }).success).toBe(false);
    for (const recording of [{ commands: [text] }, { [text]: 1 }, [[{ a: { b: text } }]]]) {
      expect(labRunSubmission.safeParse({ id, labId: 'raft', recording: JSON.stringify(recording) }).success).toBe(
        false,
      );
    }
    expect(labRunSubmission.safeParse({ id, labId: text, recording: '{}' }).success).toBe(false);
  });

  it('is not a recording that is no JSON, or one without end or bottom', () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    for (const recording of ['', '{', 'undefined', deep, `"${'x'.repeat(256 * 1024)}"`]) {
      expect(labRunSubmission.safeParse({ id, labId: 'raft', recording }).success).toBe(false);
    }
  });

  it('may have lines and tabs in a recording', () => {
    expect(isStorableJson({ commands: ['XADD a *\n\tb c', { deep: [null, true, 1.5] }] })).toBe(true);
    expect(isStorableJson({ n: Number.NaN })).toBe(false);
  });
});
