import { describe, expect, it } from 'vitest';
import { passwordMatches, passwordProblem } from './passwords';
import { QueueFullError, WorkQueue } from './work-queue';

const owner = { name: 'Ada Lovelace', email: 'ada.lovelace@example.test' };

describe('a new password', () => {
  it.each([
    ['length', ['', 'short', 'nine char', 'x'.repeat(201), '한글비밀번호']],
    [
      'pattern',
      ['aaaaaaaaaa', 'abcabcabcabc', 'abcdefghijkl', '1234567890', '0987654321', '1111122222', '가나가나가나가나가나'],
    ],
    [
      'common',
      [
        'qwertyuiop',
        'password123',
        'Password2026!',
        '1q2w3e4r5t',
        'basketball',
        'QWERTYUIOPqwertyuiop',
        '123qweasdzxc',
      ],
    ],
    [
      'personal',
      ['adalovelace', 'Ada.Lovelace1', 'ada.lovelace@example.test', 'lovelace2026', 'interleave1', 'ada-interleave'],
    ],
  ])('is refused: %s', async (problem, passwords) => {
    for (const password of passwords)
      expect([password, await passwordProblem(password, owner)]).toEqual([password, problem]);
  });

  it('is free otherwise, without rules about kinds of characters', async () => {
    const fine = [
      'correct horse battery',
      'a password for tests',
      '서로 관련 없는 단어들',
      'x7#Lq!pw9Zr2',
      'lovelace rode a bicycle',
      'f'.concat('oo bar baz qux'),
    ];
    for (const password of fine) expect([password, await passwordProblem(password, owner)]).toEqual([password, null]);
  });
});

describe('comparing passwords', () => {
  it('takes no hash for no match, and does not cut a long password short', async () => {
    expect(await passwordMatches(null, 'no account has this password')).toBe(false);
    expect(await passwordMatches('', 'anything')).toBe(false);
  });
});

describe('a work queue', () => {
  const queue = () => new WorkQueue({ runningMax: 2, waitingMax: 2, retryMs: 5_000 });

  it('runs no more at a time than it may, in order, and refuses what is too much', async () => {
    const it = queue();
    const started: number[] = [];
    const release: (() => void)[] = [];
    const work = (n: number) =>
      it.run(
        () =>
          new Promise<void>((resolve) => {
            started.push(n);
            release.push(resolve);
          }),
      );
    const running = [1, 2, 3, 4].map(work);
    await expect(work(5)).rejects.toBeInstanceOf(QueueFullError);
    expect(started).toEqual([1, 2]);
    release[0]?.();
    await running[0];
    expect(started).toEqual([1, 2, 3]);
    release[1]?.();
    release[2]?.();
    await Promise.all([running[1], running[2]]);
    expect(started).toEqual([1, 2, 3, 4]);
  });

  it('goes on after work that failed', async () => {
    const it = queue();
    const failing = () => it.run(() => Promise.reject(new Error('failed')));
    await Promise.allSettled([failing(), failing(), failing(), failing()]);
    expect(await it.run(async () => 'done')).toBe('done');
  });
});
