import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { PAGES, ROLES, SELF_ASSIGNMENT, SELF_CLASS, SELF_CODE, SELF_MEMBER } from './access-table';
import { type Seeded, startSeeded } from './fixtures/seeded-app';

let app: Seeded;
test.beforeAll(async () => {
  app = await startSeeded();
});
test.afterAll(() => app.end());

const addressOf = (path: string) =>
  path
    .replace(SELF_CLASS, app.classId)
    .replace(SELF_CODE, app.code)
    .replace(SELF_MEMBER, app.memberId)
    .replace(SELF_ASSIGNMENT, app.assignmentId);

const get = (path: string, cookie = '') =>
  fetch(app.server.address + path, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });

test('each page and route answers each role as the table says, and tells of a learner only whom it may', async () => {
  for (const [route, row] of Object.entries(PAGES)) {
    for (const [index, role] of ROLES.entries()) {
      const path = addressOf(row.path);
      const response = await get(path, app.cookies[role]);
      const text = await response.text();
      expect([route, role, response.status]).toEqual([route, role, row.status[index]]);
      if (response.status === 307) expect(response.headers.get('location')).toMatch(/^\/ko\/sign-in\?next=/);
      const tells = text.includes(app.self.email) || text.includes(app.self.name);
      const mayTell = role === 'self' || (row.tellsOfSelf ?? []).includes(role);
      expect([route, role, tells && !mayTell]).toEqual([route, role, false]);
      const holdsCode = text.includes(app.code) && !path.includes(app.code);
      expect([route, role, holdsCode && role !== 'own instructor']).toEqual([route, role, false]);
    }
  }
  expect(await (await get(`/ko/classes/${app.classId}`, app.cookies['own instructor'])).text()).toContain(
    app.self.email,
  );
});

/** Follows cookies as a browser does. */
class Browser {
  readonly cookies = new Map<string, string>();

  async send(path: string, form?: Record<string, string>): Promise<Response> {
    const { csrfToken } = form ? await (await this.send('/api/auth/csrf')).json() : { csrfToken: '' };
    const body = form && new URLSearchParams({ ...form, csrfToken, json: 'true' });
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(app.server.address + path, {
      redirect: 'manual',
      headers: { cookie },
      ...(body ? { method: 'POST', body } : {}),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      this.cookies.set(name, value);
    }
    return response;
  }

  signIn(password: string): Promise<Response> {
    return this.send('/api/auth/callback/credentials', { email: app.self.email, password });
  }
}

test('a cookie that was copied is worth nothing after sign-out', async () => {
  const browser = new Browser();
  expect((await browser.signIn('a password for tests')).status).toBe(200);
  const copy = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  expect((await get('/ko/progress', copy)).status).toBe(200);
  await browser.send('/api/auth/signout', { callbackUrl: '/ko' });
  expect((await get('/ko/progress', copy)).status).toBe(307);
  expect(await (await get('/api/auth/session', copy)).json()).toEqual({});
});

test('a password that is guessed is answered ten times, then with when to come back', async () => {
  const browser = new Browser();
  const statuses: number[] = [];
  for (let n = 0; n < 12; n++) statuses.push((await browser.signIn(`guess ${n}`)).status);
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  const refused = await browser.signIn('a password for tests');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});

const inlineScripts = (html: string) =>
  [...html.matchAll(/<script([^>]*)>(.*?)<\/script>/gs)].filter(
    ([, attributes = '']) => !/\s(?:data-)?src=/.test(attributes),
  );

test('each answer says what may run in it, frame it and load it, and a page names its own scripts', async () => {
  for (const [route, row] of Object.entries(PAGES)) {
    for (const role of ['anonymous', 'self'] as const) {
      const path = addressOf(row.path);
      const response = await get(path, app.cookies[role]);
      const { headers } = response;
      const policy = headers.get('content-security-policy') ?? '';
      const isEmbed = route.includes('/embed/');
      expect([route, policy.includes("frame-ancestors 'none'")]).toEqual([route, !isEmbed]);
      const isForOthers = isEmbed || route.startsWith('/api/preview/');
      expect([route, headers.get('cross-origin-resource-policy')]).toEqual([route, isForOthers ? null : 'same-origin']);
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      expect(headers.get('strict-transport-security')).toBe(null);
      const scripts = policy.split('; ').find((each) => each.startsWith('script-src')) ?? '';
      expect(scripts).not.toMatch(/unsafe/);
      if (!headers.get('content-type')?.includes('text/html')) continue;
      const found = inlineScripts(await response.text());
      expect(found.length).toBeGreaterThan(0);
      for (const [, attributes = '', text = ''] of found) {
        const nonce = /nonce="([^"]+)"/.exec(attributes)?.[1];
        const hash = createHash('sha256').update(text).digest('base64');
        expect([route, scripts.includes(nonce ? `'nonce-${nonce}'` : `'sha256-${hash}'`)]).toEqual([route, true]);
      }
    }
  }
});

/** What a page's policy has forbidden since, as the console says it. */
function forbidden(page: Page): string[] {
  const all: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy')) all.push(message.text());
  });
  return all;
}

async function signInAs(page: Page, role: 'self' | 'own instructor'): Promise<void> {
  const [name = '', value = ''] = app.cookies[role].split('=');
  await page.context().addCookies([{ name, value, url: app.server.address }]);
}

test('no policy forbids what a page of ours does', async ({ page }) => {
  const complaints = forbidden(page);
  const open = async (path: string) => {
    await page.goto(app.server.address + path);
    await page.waitForLoadState('networkidle');
  };
  for (const path of ['/ko', '/en/topics/12-consensus-algorithms/lesson', '/ko/topics/none', '/en/sign-in'])
    await open(path);
  // Its figures come from a worker.
  await open('/en/labs/raft/experiment');
  await expect(page.getByRole('img').first()).toBeVisible();
  await signInAs(page, 'self');
  for (const path of ['/ko', '/en/topics/12-consensus-algorithms/quiz', `/ko/classes/${app.classId}`]) await open(path);
  expect(complaints).toEqual([]);
});

test('a script that somebody gets into a page does not run', async ({ page }) => {
  const complaints = forbidden(page);
  await signInAs(page, 'self');
  await page.route('**/ko/**', async (route) => {
    const response = await route.fetch();
    const harm = '<script>window.harm = 1</script><img src="/none" onerror="window.harm = 1">';
    await route.fulfill({ response, body: (await response.text()).replace('</body>', `${harm}</body>`) });
  });
  // One that was rendered when building, and one that is rendered now.
  for (const path of ['/ko/labs', '/ko/progress']) {
    complaints.length = 0;
    await page.goto(app.server.address + path);
    await expect.poll(() => complaints.length).toBe(2);
    expect(await page.evaluate(() => 'harm' in window)).toBe(false);
    await expect(page.getByRole('button').first()).toBeEnabled();
  }
});

test('another site can show a lab in a frame, and no other page', async ({ page }) => {
  const frames = ['/ko/embed/raft', '/ko/labs/raft'].map(
    (path) => `<iframe src="${app.server.address}${path}"></iframe>`,
  );
  const other = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end(frames.join('')),
  );
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const complaints = forbidden(page);
  await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
  await expect(page.frameLocator('iframe >> nth=0').getByRole('button').first()).toBeVisible();
  // The browser names the site that refused, and not the page.
  await expect.poll(() => complaints).toEqual([expect.stringContaining("frame-ancestors 'none'")]);
  other.close();
});
