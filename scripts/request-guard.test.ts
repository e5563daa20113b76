import { describe, expect, it } from 'vitest';
import { clientAddress, loggedPath, refusalStatus } from './request-guard.mjs';

describe('the address of a client', () => {
  it('is the socket’s, whatever the client says, while no proxy is trusted', () => {
    expect(clientAddress('192.0.2.1', '198.51.100.7', 0)).toBe('192.0.2.1');
    expect(clientAddress('::ffff:192.0.2.1', undefined, 0)).toBe('192.0.2.1');
  });

  it('is what the farthest trusted proxy heard', () => {
    expect(clientAddress('10.0.0.1', 'made up, 198.51.100.7', 1)).toBe('198.51.100.7');
    expect(clientAddress('10.0.0.1', 'made up, 198.51.100.7, 10.0.0.2', 2)).toBe('198.51.100.7');
    expect(clientAddress('10.0.0.1', undefined, 1)).toBe('10.0.0.1');
    expect(clientAddress('10.0.0.1', 'no address', 1)).toBe('10.0.0.1');
  });

  it('is a whole network for IPv6, however it is written', () => {
    for (const each of ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::', '2001:0db8:0001:0002::9', '2001:DB8:1:2::1%eth0']) {
      expect(clientAddress(each, undefined, 0)).toBe('2001:db8:1:2::/64');
    }
    expect(clientAddress('::1', undefined, 0)).toBe('0:0:0:0::/64');
    expect(clientAddress(undefined, undefined, 0)).toBe('unknown');
  });
});

describe('a request', () => {
  const hosts = ['localhost:3000', 'interleave.example'];
  const status = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
    refusalStatus({ method, url, headers }, hosts);

  it.each(['/', '/ko/topics?next=%2Fa', '/%ED%95%9C', '/%F0%9F%98%80', '/a%20b', '/x?bad=%zz'])(
    'may ask for %s',
    (url) => {
      expect(status(url)).toBe(null);
    },
  );

  it.each([
    '/%',
    '/%zz',
    '/%c3%28',
    '/%00',
    '/a%0ab',
    '/%5c',
    '/%ed%a0%80',
    '/\ud800',
    '*',
    'http://elsewhere.example/',
    '',
  ])('may not ask for %j', (url) => {
    expect(status(url)).toBe(400);
  });

  it('changes things only from a page of this site', () => {
    expect(status('/', { origin: 'http://localhost:3000' }, 'POST')).toBe(null);
    expect(status('/', { origin: 'https://interleave.example', 'sec-fetch-site': 'same-origin' }, 'POST')).toBe(null);
    expect(status('/', {}, 'POST')).toBe(null);
    for (const origin of ['http://localhost:3001', 'https://elsewhere.example', 'null', 'no address', '']) {
      expect(status('/', { origin }, 'POST')).toBe(403);
    }
    expect(status('/', { 'sec-fetch-site': 'cross-site' }, 'POST')).toBe(403);
    expect(status('/', { origin: 'https://elsewhere.example' })).toBe(null);
  });

  it('has a method of ours and a body of bounded length', () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'TRACE', 'CONNECT', 'PROPFIND', 'OPTIONS'])
      expect(status('/', {}, method)).toBe(405);
    expect(status('/', { 'content-length': '2097153' }, 'POST')).toBe(413);
  });

  it('is logged without its query and without what lets somebody into a class', () => {
    expect(loggedPath('/ko/join/ABCD2345?x=1')).toBe('/ko/join/…');
    expect(loggedPath('/en/sign-in?next=/join/ABCD2345')).toBe('/en/sign-in');
  });
});
