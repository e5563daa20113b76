import { describe, expect, it } from 'vitest';
import { type WatchedWindow, watchForNewVersion } from './new-version';

type Answer = (address: string) => Response;

/** A window whose requests are answered by `answer`, and the last listener that it was given. */
function pageWith(answer: Answer) {
  let listener: (event: Event) => unknown = () => undefined;
  const page: WatchedWindow = {
    fetch: async (input) => answer(String(input)),
    addEventListener: (_type, added) => {
      listener = added;
    },
    removeEventListener: () => {
      listener = () => undefined;
    },
  };
  return { page, fail: async (target: object) => listener({ target } as unknown as Event) };
}

const notFound = () => new Response(null, { status: 404 });

describe('watching for a new version', () => {
  it('notices an action that the server does not know, and hands its answer on', async () => {
    const { page } = pageWith(() => new Response(null, { status: 404, headers: { 'x-nextjs-action-not-found': '1' } }));
    let noticed = 0;
    watchForNewVersion(page, 'build', () => (noticed += 1));
    expect((await page.fetch('/ko')).status).toBe(404);
    expect(noticed).toBe(1);
  });

  it('takes no other failure of a request for a new version', async () => {
    const { page } = pageWith(() => new Response(null, { status: 500 }));
    let noticed = 0;
    watchForNewVersion(page, 'build', () => (noticed += 1));
    await page.fetch('/ko');
    expect(noticed).toBe(0);
  });

  it('notices a script that is gone together with its build', async () => {
    const asked: string[] = [];
    const { page, fail } = pageWith((address) => {
      asked.push(address);
      return notFound();
    });
    let noticed = 0;
    watchForNewVersion(page, 'build', () => (noticed += 1));
    await fail({ src: 'https://site.test/_next/static/chunks/a.js' });
    expect(asked).toEqual(['/_next/static/build/_buildManifest.js']);
    expect(noticed).toBe(1);
  });

  it.each([
    ['the build is still served', () => new Response(null)],
    [
      'the network is gone too',
      () => {
        throw new TypeError('Failed to fetch');
      },
    ],
  ])('says nothing of a script that fails while %s', async (_when, answer) => {
    const { page, fail } = pageWith(answer);
    let noticed = 0;
    watchForNewVersion(page, 'build', () => (noticed += 1));
    await fail({ href: 'https://site.test/_next/static/chunks/a.css' });
    expect(noticed).toBe(0);
  });

  it('leaves errors of other things alone, and everything once it has ended', async () => {
    const { page, fail } = pageWith(notFound);
    const before = page.fetch;
    let noticed = 0;
    const end = watchForNewVersion(page, 'build', () => (noticed += 1));
    await fail({ src: 'https://elsewhere.test/a.js' });
    await fail({});
    end();
    await fail({ src: 'https://site.test/_next/static/chunks/a.js' });
    expect(noticed).toBe(0);
    expect(page.fetch).toBe(before);
  });
});
