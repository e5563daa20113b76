/** The widest window of what counts as a phone here, in rem of 16 px. */
const PHONE_REM = 30;

/**
 * The font files that a phone fetches for a text: those of every face for all windows, or for narrow ones, whose `unicode-range` has a
 * character of the text, whatever its family and weight, and those that the document preloads. So never too few.
 *
 * @param css the style sheets that come with the document
 * @returns addresses as the style sheets and the document write them
 */
export function fontFilesFor(css: string, html: string): readonly string[] {
  const characters = new Set([...textOf(html)].map((character) => character.codePointAt(0) ?? 0));
  const faces = forPhones(css).matchAll(/@font-face\s*\{([^}]*)\}/g);
  const files = [...faces].flatMap(([, face = '']) =>
    coversOneOf(characters, face) ? [/url\(["']?([^"')]+)/.exec(face)?.[1] ?? ''].filter(Boolean) : [],
  );
  const preloaded = [...html.matchAll(/<link[^>]*>/g)].flatMap(([link]) =>
    /as="font"/.test(link) ? [/href="([^"]+)"/.exec(link)?.[1] ?? ''].filter(Boolean) : [],
  );
  return [...new Set([...preloaded, ...files])];
}

/** What a document shows: no tags, no scripts. */
function textOf(html: string): string {
  return html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ');
}

/** The style sheet without the blocks that ask for a window wider than a phone's. */
function forPhones(css: string): string {
  let rest = css;
  for (const { 0: head, 1: condition = '', index } of [...css.matchAll(/@media([^{]*)\{/g)].reverse()) {
    if (!isForWide(condition)) continue;
    rest = rest.slice(0, index) + rest.slice(endOfBlock(rest, index + head.length));
  }
  return rest;
}

function isForWide(condition: string): boolean {
  const width = /(?:min-width:|width>=)([\d.]+)(rem|px)/.exec(condition.replaceAll(' ', ''));
  return width !== null && Number(width[1]) / (width[2] === 'px' ? 16 : 1) > PHONE_REM;
}

/** The index after the brace that closes the block whose content begins at `start`. */
function endOfBlock(css: string, start: number): number {
  let depth = 1;
  let index = start;
  for (; index < css.length && depth > 0; index += 1) {
    if (css[index] === '{') depth += 1;
    else if (css[index] === '}') depth -= 1;
  }
  return index;
}

function coversOneOf(characters: ReadonlySet<number>, face: string): boolean {
  const ranges = /unicode-range:([^;}]*)/.exec(face)?.[1];
  if (ranges === undefined) return true;
  return ranges.split(',').some((range) => {
    const [from, to] = boundsOf(range.trim());
    for (const character of characters) if (character >= from && character <= to) return true;
    return false;
  });
}

/** "U+AC00-D7A3", "U+20AC" or "U+4??", as first and last code point. */
function boundsOf(range: string): readonly [number, number] {
  const [from = '', to = from] = range.replace(/^U\+/i, '').split('-');
  return [Number.parseInt(from.replaceAll('?', '0'), 16), Number.parseInt(to.replaceAll('?', 'F'), 16)];
}
