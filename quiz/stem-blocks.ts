/** A part of a stem: a paragraph, lines that stand as they are written (code, a log, a reply), or a table, its first row the head. */
export type StemBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly lines: readonly string[] }
  | { readonly type: 'table'; readonly rows: readonly (readonly string[])[] };

/** What a lab lists in one value; in a block each stands on a line of its own. */
const LIST = ' · ';

/**
 * A stem's blocks: lines between two lines of ``` are code, lines that begin with | a table, all others text, whose line breaks are
 * kept. A block that is not closed ends with the stem.
 */
export function stemBlocks(stem: string): readonly StemBlock[] {
  const blocks: StemBlock[] = [];
  let isCode = false;
  for (const line of stem.split('\n')) {
    if (line.trimEnd() === '```') {
      isCode = !isCode;
      if (isCode) blocks.push({ type: 'code', lines: [] });
      continue;
    }
    const last = blocks.at(-1);
    if (isCode) {
      if (last?.type === 'code') blocks[blocks.length - 1] = { ...last, lines: [...last.lines, ...line.split(LIST)] };
    } else if (line.startsWith('|')) {
      const row = cells(line);
      // The line below the head, which says that it is one.
      if (row.every((cell) => /^:?-+:?$/u.test(cell))) continue;
      if (last?.type === 'table') blocks[blocks.length - 1] = { ...last, rows: [...last.rows, row] };
      else blocks.push({ type: 'table', rows: [row] });
    } else if (last?.type === 'text') {
      blocks[blocks.length - 1] = { type: 'text', text: `${last.text}\n${line}` };
    } else if (line.trim() !== '') {
      blocks.push({ type: 'text', text: line });
    }
  }
  return blocks.map((block) => (block.type === 'text' ? { ...block, text: block.text.trimEnd() } : block));
}

function cells(line: string): readonly string[] {
  return line
    .replace(/^\||\|\s*$/gu, '')
    .split('|')
    .map((cell) => cell.trim());
}

/** The stem on one line, where only a name can stand. */
export function stemLine(stem: string): string {
  return stem
    .replaceAll('```', '')
    .replaceAll(/\s*\n\s*/gu, ' ')
    .trim();
}
