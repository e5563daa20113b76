import { expect, test } from 'vitest';
import type { FaultsNow } from '../view/faults-view';
import { linkCondition, linkDraft, partitionInWords, readLinkDraft, sidesOf, withCut } from './faults-network';

const whole: FaultsNow = {
  nodes: ['a', 'b', 'c'],
  partition: null,
  links: [],
  usual: { dropPerMille: 0, duplicatePerMille: 0, delayMinMs: 10, delayMaxMs: 15, reorder: true },
  clocks: [],
};

test('a link is open until something is done to it, and a partition outweighs that', () => {
  const altered: FaultsNow = { ...whole, links: [{ from: 'a', to: 'b', options: { delayMaxMs: 90 } }] };
  const cut: FaultsNow = { ...whole, links: [{ from: 'a', to: 'b', options: { dropPerMille: 1000 } }] };
  expect(linkCondition(whole, 'a', 'b')).toBe('open');
  expect(linkCondition(altered, 'a', 'b')).toBe('altered');
  expect(linkCondition(altered, 'b', 'a')).toBe('open');
  expect(linkCondition(cut, 'a', 'b')).toBe('cut');
  expect(linkCondition({ ...cut, partition: [['a'], ['b', 'c']] }, 'a', 'b')).toBe('partitioned');
  expect(linkCondition({ ...cut, partition: [['a', 'b']] }, 'a', 'b')).toBe('cut');
});

test('cutting a link and opening it again leaves its other options alone', () => {
  expect(withCut({ reorder: false }, true)).toEqual({ reorder: false, dropPerMille: 1000 });
  expect(withCut({ reorder: false, dropPerMille: 1000 }, false)).toEqual({ reorder: false });
});

test('the chosen ones are one side of a partition, in the order of the list; a side is never empty', () => {
  expect(sidesOf(whole.nodes, new Set(['c', 'a']))).toEqual([['a', 'c'], ['b']]);
  expect(sidesOf(whole.nodes, new Set())).toBeNull();
  expect(sidesOf(whole.nodes, new Set(whole.nodes))).toBeNull();
});

test('a partition is told by its groups, and whoever is in none stands alone', () => {
  expect(partitionInWords(whole)).toBeNull();
  expect(partitionInWords({ ...whole, partition: [['a', 'c']] })).toBe('a c | b');
});

test('an untouched form changes nothing, and one that is filled in gives only what differs', () => {
  const draft = linkDraft(whole, 'a', 'b');
  expect(readLinkDraft(whole, draft)).toEqual({ ok: true, options: {} });
  expect(readLinkDraft(whole, { ...draft, dropPercent: '12.5', delayMaxMs: '80', keepsOrder: true })).toEqual({
    ok: true,
    options: { dropPerMille: 125, delayMaxMs: 80, reorder: false },
  });
});

test('what is wrong is said by the field', () => {
  const draft = linkDraft(whole, 'a', 'b');
  expect(readLinkDraft(whole, { ...draft, dropPercent: '101', duplicatePercent: 'x', delayMinMs: '' })).toEqual({
    ok: false,
    problems: { dropPercent: 'percent', duplicatePercent: 'percent', delayMinMs: 'milliseconds' },
  });
  expect(readLinkDraft(whole, { ...draft, delayMinMs: '50' })).toEqual({
    ok: false,
    problems: { delayMaxMs: 'order' },
  });
});
