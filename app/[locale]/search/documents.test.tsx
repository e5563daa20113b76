import { expect, test } from 'vitest';
import { buildIndex, search } from '@/components/search/search-index';
import { searchDocuments } from './documents';

const documents = { ko: await searchDocuments('ko'), en: await searchDocuments('en') };

test.each(['ko', 'en'] as const)(
  'everything that a reader may look for is there, each with its address (%s)',
  (locale) => {
    const kinds = new Set(documents[locale].map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['belief', 'case', 'challenge', 'lab', 'scenario', 'section', 'term', 'topic']);
    expect(documents[locale].filter(({ href, title }) => !href.startsWith('/') || title === '')).toEqual([]);
  },
);

test.each([
  ['challenge', 'elect a leader', '/labs/raft?challenge=elect-a-leader'],
  ['scenario', 'leader crashes', '/labs/raft?scenario=leader-crash'],
] as const)('a %s is found by its name and leads there', (kind, query, href) => {
  const { found } = search(buildIndex(documents.en), query);
  expect(found.filter((each) => each.kind === kind).map((each) => each.href)).toContain(href);
});

test.each(['case', 'belief'] as const)('a %s is found by its title in either language', (kind) => {
  for (const locale of ['ko', 'en'] as const) {
    const [first] = documents[locale].filter((each) => each.kind === kind);
    if (first === undefined) throw new Error(`no ${kind}`);
    for (const asked of [first.title, first.alias]) {
      const { found } = search(buildIndex(documents[locale]), asked);
      expect(found.map(({ id }) => id)).toContain(first.id);
    }
  }
});
