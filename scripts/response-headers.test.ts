import { describe, expect, it } from 'vitest';
import { responseHeaders } from './response-headers.mjs';

describe('the headers of every answer', () => {
  it('hold browsers to https for a year where the site is reached by it, and say nothing of it elsewhere', () => {
    expect(responseHeaders('/ko', true)).toMatchObject({
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    });
    expect(responseHeaders('/ko', false)).not.toHaveProperty('strict-transport-security');
  });

  it('let other sites load nothing, but a page that is made for their frames and the pictures of links', () => {
    expect(responseHeaders('/api/me', false)).toMatchObject({ 'cross-origin-resource-policy': 'same-origin' });
    expect(responseHeaders('/_next/static/chunks/a.js', false)).toMatchObject({
      'cross-origin-resource-policy': 'same-origin',
    });
    for (const path of ['/en/embed/raft?scenario=x', '/previews/en/labs/raft.png', '/api/preview/raft?locale=en']) {
      expect(responseHeaders(path, false)).not.toHaveProperty('cross-origin-resource-policy');
    }
  });

  it('let a file run nothing but files of this site', () => {
    const policy = responseHeaders('/icon.svg', false)['content-security-policy'];
    expect(policy).toContain("default-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });
});
