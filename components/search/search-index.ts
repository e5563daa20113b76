import { convertQwertyToHangul } from 'es-hangul';
import MiniSearch, { type AsPlainObject, type Options, type Query } from 'minisearch';
import { initialsOf } from './hangul';
import { termOf, titleTermsOf, type WantedWord, wantedWords, wordsOf } from './words';

/** What can be found, in the order in which it is shown. */
export const SEARCH_KINDS = ['topic', 'section', 'case', 'term', 'lab', 'scenario', 'challenge', 'belief'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** One thing that can be found, in one language. */
export interface SearchDocument {
  readonly id: string;
  readonly kind: SearchKind;
  readonly title: string;
  /** What it belongs to: a section's topic, a scenario's lab. Empty where it stands alone. */
  readonly context: string;
  /** The title in the other language, found but not shown. */
  readonly alias: string;
  readonly text: string;
  /** A path of the site without the language. */
  readonly href: string;
}

export type SearchIndex = MiniSearch<SearchDocument>;
export type Found = Pick<SearchDocument, 'id' | 'kind' | 'title' | 'context' | 'text' | 'href'>;

const options: Options<SearchDocument> = {
  fields: ['title', 'context', 'alias', 'text', 'initials'],
  storeFields: ['kind', 'title', 'context', 'text', 'href'],
  extractField: (document, field) => {
    if (field === 'initials') return initialsOf(`${document.title} ${document.context}`);
    return document[field as keyof SearchDocument];
  },
  tokenize: (text) => [...wordsOf(text)],
  processTerm: (word, field) => {
    if (field === 'initials') return /^[ㄱ-ㅎ]/u.test(word) ? word : null;
    return field === 'title' ? [...titleTermsOf(word)] : termOf(word);
  },
};

/** Builds the index. */
export function buildIndex(documents: readonly SearchDocument[]): SearchIndex {
  const index = new MiniSearch(options);
  index.addAll(documents);
  return index;
}

/** The index that was sent as JSON. */
export function loadIndex(json: AsPlainObject): SearchIndex {
  return MiniSearch.loadJS<SearchDocument>(json, options);
}

/** What is found, best first, and what was looked for: that is what is marked. */
export interface SearchResult {
  readonly found: readonly Found[];
  readonly wanted: readonly WantedWord[];
}

/**
 * Looks for every word of the query, each as the beginning of a word. Hangul typed with the keyboard set to Latin (`gkqdml` for
 * 합의) is read as Hangul where nothing else is found.
 */
export function search(index: SearchIndex, query: string): SearchResult {
  const result = find(index, query);
  if (result.found.length > 0 || !/^[a-z\s]+$/iu.test(query)) return result;
  const asHangul = convertQwertyToHangul(query);
  return asHangul === query ? result : find(index, asHangul);
}

function find(index: SearchIndex, query: string): SearchResult {
  const wanted = wantedWords(query);
  if (wanted.length === 0) return { found: [], wanted };
  const hits = index.search(
    { combineWith: 'AND', queries: wanted.map(queryFor) },
    {
      tokenize: (text) => [text],
      processTerm: (term) => term,
      boost: { title: 6, alias: 4, context: 2, initials: 4 },
      boostDocument: (_id, _term, stored) => (stored?.kind === 'topic' ? 2 : 1),
    },
  );
  const found = hits.map(
    ({ id, kind, title, context, text, href }): Found => ({ id, kind, title, context, text, href }),
  );
  return { found, wanted };
}

function queryFor(word: WantedWord): Query {
  if (word.type === 'initials') return { queries: [word.initials], fields: ['initials'], prefix: true };
  return {
    combineWith: 'OR',
    queries: word.spellings.map(termOf),
    fields: ['title', 'context', 'alias', 'text'],
    prefix: true,
    // A slip of the finger is forgiven in longer Latin words; Hangul letters are too near to one another for that.
    fuzzy: (term) => (/^[a-z]{5,}$/u.test(term) ? 0.2 : false),
  };
}
