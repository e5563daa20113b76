import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy';

/** The sources of a directive; undefined where the policy does not name it. */
const directive = (policy: string, name: string) =>
  policy
    .split('; ')
    .find((each) => each.startsWith(`${name} `))
    ?.split(' ')
    .slice(1);

describe('the policy of a page', () => {
  it('lets files of the site and the named scripts run, and no others', () => {
    const built = contentSecurityPolicy('/ko/topics', ['sha256-a=', 'sha256-b=']);
    expect(directive(built, 'script-src')).toEqual(["'self'", "'sha256-a='", "'sha256-b='"]);
    const rendered = contentSecurityPolicy('/ko/progress', ['nonce-abc=']);
    expect(directive(rendered, 'script-src')).toEqual(["'self'", "'nonce-abc='"]);
    for (const name of ['object-src', 'base-uri', 'frame-src']) expect(directive(built, name)).toEqual(["'none'"]);
  });

  it('allows eval while developing only', () => {
    expect(contentSecurityPolicy('/ko', ['nonce-abc='], true)).toContain("'unsafe-eval'");
    expect(contentSecurityPolicy('/ko', ['nonce-abc='])).not.toContain('eval');
  });

  it.each([
    ['/ko/embed/raft', undefined],
    ['/ko/labs/raft', ["'none'"]],
    ['/ko/topics/embed/x', ["'none'"]],
    ['/ko', ["'none'"]],
  ])('lets %s be framed by %s', (path, ancestors) => {
    expect(directive(contentSecurityPolicy(path, []), 'frame-ancestors')).toEqual(ancestors);
  });
});
