import { describe, expect, it } from 'vitest';
import { allMessages } from './all-messages';

type Texts = { readonly [key: string]: string | Texts };

function entries(texts: Texts, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : entries(value, `${prefix}${key}.`),
  );
}

/** Names of the arguments in an ICU message. Within a choice a brace opens text; within text it opens an argument. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>();
  const open: ('text' | 'choice' | 'argument')[] = ['text'];
  for (const [token] of message.matchAll(/\{\s*\w+\s*(?:,\s*(?:select|plural|selectordinal)\s*,)?|[{}]/g)) {
    if (token === '}') {
      open.pop();
      continue;
    }
    if (open.at(-1) === 'choice') {
      open.push('text');
      continue;
    }
    names.add(token.match(/\w+/)?.[0] ?? '');
    open.push(token.endsWith(',') ? 'choice' : 'argument');
  }
  return [...names].sort();
}

async function textsOf(locale: 'ko' | 'en'): Promise<ReadonlyMap<string, string>> {
  return new Map(entries({ ...(await allMessages(locale)) }));
}

describe('interface texts', async () => {
  const [korean, english] = await Promise.all([textsOf('ko'), textsOf('en')]);

  it('exist in both languages', () => {
    expect([...korean.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('are never empty', () => {
    expect([...korean, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('take the same arguments in both languages', () => {
    for (const [key, text] of english)
      expect([key, argumentsOf(korean.get(key) ?? '')]).toEqual([key, argumentsOf(text)]);
  });
});
