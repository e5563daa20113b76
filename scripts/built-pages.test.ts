import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inlineScriptHashes, readBuiltPages, writeBuiltPages } from './built-pages.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'interleave-built-'));
afterAll(() => rmSync(folder, { recursive: true }));

// echo -n 'alert(1)' | openssl dgst -sha256 -binary | base64
const ALERT = 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';

describe('the inline scripts of a page', () => {
  it('are hashed as they stand, each once, and files are not', () => {
    const html = '<script>alert(1)</script><script src="/a.js" async=""></script><script id="x">alert(1)</script>';
    expect(inlineScriptHashes(html)).toEqual([ALERT]);
    expect(inlineScriptHashes('<script>alert(1)\n</script>')).not.toEqual([ALERT]);
    expect(inlineScriptHashes('<p>none</p>')).toEqual([]);
  });
});

describe('what is known of the pages of a build', () => {
  it('is which were rendered, by what scripts, and which addresses of their form are none', () => {
    mkdirSync(path.join(folder, 'server/app/ko'), { recursive: true });
    writeFileSync(path.join(folder, 'server/app/ko.html'), '<script>alert(1)</script>');
    writeFileSync(path.join(folder, 'server/app/ko/a.html'), '<p>nothing runs</p>');
    writeFileSync(
      path.join(folder, 'prerender-manifest.json'),
      JSON.stringify({
        routes: { '/ko': {}, '/ko/a': {}, '/ko/index.json': {} },
        dynamicRoutes: { '/[locale]/[id]': { routeRegex: '^/([^/]+?)/([^/]+?)(?:/)?$' } },
      }),
    );
    writeBuiltPages(folder);
    const built = readBuiltPages(folder);
    expect(built.hashes).toEqual({ '/ko': [ALERT], '/ko/a': [] });
    expect(['/ko/a', '/ko/b', '/ko', '/ko/a/b'].map(built.isUnknown)).toEqual([false, true, false, false]);
  });
});
