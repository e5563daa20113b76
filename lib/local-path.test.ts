import { describe, expect, it } from 'vitest';
import { localPath } from './local-path';

describe('a path to go on to after signing in', () => {
  it.each(['/', '/progress', '/join/ABCD2345', '/topics/12-consensus-algorithms/quiz?from=lesson#end'])(
    'may be %s',
    (path) => {
      expect(localPath(path, '/home')).toBe(path);
    },
  );

  it.each([
    undefined,
    null,
    7,
    '',
    'progress',
    '//evil.test',
    '/\\evil.test',
    'https://evil.test',
    '/\t/evil.test',
    'javascript:alert(1)',
  ])('may not be %j', (path) => {
    expect(localPath(path, '/home')).toBe('/home');
  });
});
