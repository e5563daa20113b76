import { type BundledLanguage, bundledLanguages, codeToTokensWithThemes } from 'shiki';
import type { PublicItem } from '@/quiz/score';

/** A piece of code that is drawn in one colour: a CSS colour, or null for that of the text around it. */
export interface HighlightedToken {
  readonly text: string;
  readonly color: string | null;
}
export type HighlightedLine = readonly HighlightedToken[];
/** Lines by item id. */
export type HighlightedCode = Readonly<Record<string, readonly HighlightedLine[]>>;
type Highlighted = readonly HighlightedLine[];

const THEMES = { light: 'github-light-high-contrast', dark: 'github-dark-default' } as const;

/** The code of those items that have some, highlighted line by line, by item id. Gaps stay as they are written. */
export async function highlightItems(items: readonly PublicItem[]): Promise<HighlightedCode> {
  const entries = await Promise.all(
    items.map(async (item) => {
      if (!('code' in item.body)) return [];
      return [[item.id, await highlight(item.body.code, item.body.language)] as const];
    }),
  );
  return Object.fromEntries(entries.flat());
}

/** How many pieces of code are kept highlighted: more than all topics have. */
const KEPT_MAX = 1_000;
const kept = new Map<string, Promise<Highlighted>>();

/**
 * Highlights code, each piece once per process; plain where the language is unknown. A gap is read as a name, so that what is around it
 * keeps its meaning.
 */
export function highlight(code: string, language: string): Promise<Highlighted> {
  const key = `${language} ${code}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= KEPT_MAX) kept.clear();
  const made = tokens(code, language);
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  return made;
}

async function tokens(code: string, language: string): Promise<Highlighted> {
  const names = gapNames(code);
  const readable = [...names].reduce((text, [gap, name]) => text.replaceAll(gap, name), code);
  if (!isKnown(language)) return code.split('\n').map((text) => [{ text, color: null }]);
  const lines = await codeToTokensWithThemes(readable, { lang: language, themes: THEMES });
  return lines.map((line) =>
    line.map(({ content, variants }) => {
      const { light, dark } = variants;
      const color = light?.color && dark?.color ? `light-dark(${light.color}, ${dark.color})` : null;
      return { text: [...names].reduce((text, [gap, name]) => text.replaceAll(name, gap), content), color };
    }),
  );
}

function isKnown(language: string): language is BundledLanguage {
  return Object.hasOwn(bundledLanguages, language);
}

/** For each gap as it is written a name that the code does not have. */
function gapNames(code: string): ReadonlyMap<string, string> {
  const gaps = new Set(code.match(/⟦[a-z0-9-]+⟧/gu) ?? []);
  return new Map([...gaps].map((gap, index) => [gap, `gap_${index}_of_this_code`]));
}
