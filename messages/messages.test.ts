import { describe, expect, it } from 'vitest';
import en from './en.json';
import ko from './ko.json';

type Texts = { readonly [key: string]: string | Texts };

function entries(texts: Texts, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : entries(value, `${prefix}${key}.`),
  );
}

/** Names of the arguments in an ICU message. A brace after a plural's case opens text, not an argument. */
const argumentsOf = (message: string) =>
  [
    ...new Set(
      [...message.matchAll(/(?<!(?:=\d+|zero|one|two|few|many|other)\s*)\{(\w+)(?=[,}])/g)].map((match) => match[1]),
    ),
  ].sort();

describe('interface texts', () => {
  const korean = new Map(entries(ko));
  const english = new Map(entries(en));

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
