import { describe, expect, it } from 'vitest';
import { AUTH_BODY_MAX_BYTES, checkAuthRequest } from './auth-request';

const FORM = 'application/x-www-form-urlencoded';

function post(body: string, type = FORM, query = ''): Request {
  const headers: HeadersInit = type === '' ? {} : { 'content-type': type };
  return new Request(`http://localhost/api/auth/x${query}`, { method: 'POST', body, headers });
}

const signIn = ['callback', 'credentials'];

describe('a request to the sign-in routes', () => {
  it('is read up to 64 KB, with a length and without', async () => {
    const fits = 'x'.repeat(AUTH_BODY_MAX_BYTES);
    expect(await checkAuthRequest(post(fits), signIn)).toEqual({ body: fits });
    expect(await checkAuthRequest(post(`${fits}x`), signIn)).toEqual({ status: 413 });
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024));
      },
    });
    const init = { method: 'POST', body: endless, duplex: 'half', headers: { 'content-type': FORM } };
    expect(await checkAuthRequest(new Request('http://localhost/x', init as RequestInit), signIn)).toEqual({
      status: 413,
    });
    expect(sent).toBeLessThan(2 * AUTH_BODY_MAX_BYTES);
  });

  it.each([
    ['no form', post('{', 'application/json'), 415],
    ['no kind of body', post('x', ''), 415],
    ['a script to return to', post('callbackUrl=javascript%3Aalert(1)'), 400],
    ['a script to return to, in the query', post('', FORM, '?callbackUrl=javascript:alert(1)'), 400],
    ['another site by two slashes', post('callbackUrl=//elsewhere.example'), 400],
    ['no address to return to', post('callbackUrl=http%3A%2F%2F%5B'), 400],
    ['a second address to return to', post('callbackUrl=%2Fko&callbackUrl=data%3Ax'), 400],
  ])('is refused with %s', async (_, request, status) => {
    expect(await checkAuthRequest(request, signIn)).toEqual({ status });
  });

  it('goes to what the app uses and nowhere else', async () => {
    expect(await checkAuthRequest(post('csrfToken=a&callbackUrl=%2Fko'), ['signout'])).toHaveProperty('body');
    for (const action of [['_log'], ['callback', 'github'], ['signin', 'email'], ['__proto__'], ['constructor'], []]) {
      expect(await checkAuthRequest(post('a=b'), action)).toMatchObject({ status: 404 });
    }
    expect(await checkAuthRequest(post('a=b'), ['csrf'])).toEqual({ status: 405 });
    expect(await checkAuthRequest(new Request('http://localhost/x'), ['csrf'])).toEqual({ body: '' });
    expect(await checkAuthRequest(new Request('http://localhost/x'), signIn)).toEqual({ status: 405 });
  });

  it('goes to a provider only where one is set up', async () => {
    const back = () => new Request('http://localhost/x?code=a&state=b');
    expect(await checkAuthRequest(back(), ['callback', 'oidc'])).toEqual({ status: 404 });
    expect(await checkAuthRequest(post('a=b'), ['signin', 'oidc'])).toEqual({ status: 404 });
    const hasOpenId = { hasOpenId: true };
    expect(await checkAuthRequest(back(), ['callback', 'oidc'], hasOpenId)).toEqual({ body: '' });
    expect(await checkAuthRequest(post('a=b'), ['signin', 'oidc'], hasOpenId)).toEqual({ body: 'a=b' });
    expect(await checkAuthRequest(post('a=b'), ['callback', 'oidc'], hasOpenId)).toEqual({ status: 405 });
  });
});
