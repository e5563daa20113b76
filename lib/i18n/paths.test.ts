import { expect, it } from 'vitest';
import { getPathname, withoutLocale } from './paths';

it.each([
  ['/', '/ko'],
  ['/?q=raft', '/ko?q=raft'],
  ['/#top', '/ko#top'],
  ['/topics', '/ko/topics'],
  ['/topics?topic=1#a', '/ko/topics?topic=1#a'],
  ['https://example.test/', 'https://example.test/'],
  ['//example.test/', '//example.test/'],
  ['#section', '#section'],
])('%s in Korean is %s', (href, address) => {
  expect(getPathname({ href, locale: 'ko' })).toBe(address);
});

it.each([
  ['/en', '/'],
  ['/en/topics/12', '/topics/12'],
  ['/english', '/english'],
  ['/', '/'],
])('%s without its language is %s', (pathname, path) => {
  expect(withoutLocale(pathname)).toBe(path);
});
