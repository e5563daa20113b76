import { expect, it, describe as suite } from 'vitest';
import { completionsOf, hintFor } from './command-hints';

suite('hints behind the cursor', () => {
  it('leave out the arguments that are there', () => {
    expect(hintFor('XACK')).toBe(' key group id [id ...]');
    expect(hintFor('xack orders ')).toBe('group id [id ...]');
    expect(hintFor('XACK orders workers 1-0')).toBe(' [id ...]');
  });

  it('stay at the first optional argument', () => {
    expect(hintFor('XADD orders MAXLEN 5 ')).toBe(
      '[NOMKSTREAM] [MAXLEN|MINID [=|~] threshold [LIMIT count]] *|id field value [field value ...]',
    );
  });

  it('know subcommands', () => {
    expect(hintFor('XGROUP CREATE ')).toBe('key groupname id|$ [MKSTREAM] [ENTRIESREAD entries_read]');
    expect(hintFor('XGROUP ')).toBe('');
  });
});

it('Tab completes to the commands that begin so', () => {
  expect(completionsOf('xread')).toEqual(['XREADGROUP']);
  expect(completionsOf('xgroup c')).toEqual(['XGROUP CREATE', 'XGROUP CREATECONSUMER']);
  expect(completionsOf('')).toEqual([]);
});
