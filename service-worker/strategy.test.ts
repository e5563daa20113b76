import { describe, expect, it } from 'vitest';
import { strategyFor } from './strategy';

const origin = 'https://site.test';
const get = (path: string, mode = 'cors') => strategyFor({ method: 'GET', url: origin + path, mode }, origin);
const open = (path: string) => get(path, 'navigate');
const post = (path: string) => strategyFor({ method: 'POST', url: origin + path, mode: 'cors' }, origin);

describe('the strategy for a request', () => {
  it('takes files that are named by their content from the cache', () => {
    expect(get('/_next/static/chunks/0138fpz3sn51e.js', 'no-cors')).toBe('asset');
    expect(get('/_next/static/media/font.woff2')).toBe('asset');
  });

  it.each([
    '/ko',
    '/en',
    '/ko/topics',
    '/ko/topics/12-consensus-algorithms',
    '/ko/topics/12-consensus-algorithms/lesson/elections',
    '/en/labs',
    '/en/labs/raft?scenario=leader-crash',
    '/en/labs/raft/experiment',
    '/ko/paths/backend',
  ])('gives %s as it was kept when there is no network', (path) => {
    expect(open(path)).toBe('page');
  });

  it.each([
    '/',
    '/ko/sign-in',
    '/ko/progress',
    '/ko/review',
    '/ko/classes/1',
    '/ko/topics/12-consensus-algorithms/quiz',
    '/ko/topics/12-consensus-algorithms/practice',
    '/fr',
    '/ko/topics/a/lesson/b/c',
  ])('never keeps %s, but says that there is no network', (path) => {
    expect(open(path)).toBe('document');
  });

  it('keeps what is about the account apart, and forgets it when somebody signs in or out', () => {
    expect(get('/api/me')).toBe('personal');
    expect(get('/api/menu')).toBe('pass');
    expect(post('/api/auth/signout')).toBe('forget');
    expect(post('/api/auth/callback/credentials')).toBe('forget');
    expect(post('/api/auth/signin/oidc')).toBe('forget');
  });

  it('leaves everything else to the browser: writes, data of pages, other sites', () => {
    expect(post('/ko/labs/raft')).toBe('pass');
    expect(
      strategyFor({ method: 'HEAD', url: `${origin}/_next/static/build/_buildManifest.js`, mode: 'cors' }, origin),
    ).toBe('pass');
    expect(get('/ko/labs/raft?_rsc=1x2y3')).toBe('pass');
    expect(get('/api/health')).toBe('pass');
    expect(open('/api/auth/signin')).toBe('pass');
    expect(strategyFor({ method: 'GET', url: 'https://elsewhere.test/ko', mode: 'navigate' }, origin)).toBe('pass');
  });
});
