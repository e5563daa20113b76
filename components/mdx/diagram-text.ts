/** Widths of letters as shares of the font size, on the generous side: text must never leave its box. Hangul is widest in Noto, 0.92. */
const WIDE = /[\u1100-\u11ff\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]/u;
const NARROW = /[iljtfrI.,:;'"|!()[\]{} ]/u;
const BROAD = /[A-Zmw@%&→←↔—]/u;

/** How wide a text is about to be, in whole pixels: a drawing's numbers are sent with the page, and long fractions weigh. */
export function textWidth(text: string, fontPx: number): number {
  let width = 0;
  for (const letter of text) {
    if (WIDE.test(letter)) width += 0.93;
    else if (NARROW.test(letter)) width += 0.34;
    else width += BROAD.test(letter) ? 0.76 : 0.58;
  }
  return Math.ceil(width * fontPx);
}

/** Breaks a text between words into lines of at most `widthPx`; a longer word has a line of its own, broken inside if need be. */
export function wrapText(text: string, fontPx: number, widthPx: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text
    .trim()
    .split(/\s+/u)
    .flatMap((each) => breakWord(each, fontPx, widthPx))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, fontPx) > widthPx) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** A word that is too long gives way after its own joints first (`basic.publish`, `quorum-queue`), else anywhere. */
function breakWord(word: string, fontPx: number, widthPx: number): readonly string[] {
  if (textWidth(word, fontPx) <= widthPx) return [word];
  const pieces = word.split(/(?<=[.\-_/:,(])/u).flatMap((piece) => breakAnywhere(piece, fontPx, widthPx));
  const joined: string[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && textWidth(last + piece, fontPx) <= widthPx) joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined;
}

function breakAnywhere(piece: string, fontPx: number, widthPx: number): readonly string[] {
  if (textWidth(piece, fontPx) <= widthPx) return [piece];
  const parts: string[] = [];
  let part = '';
  for (const letter of piece) {
    if (part !== '' && textWidth(part + letter, fontPx) > widthPx) {
      parts.push(part);
      part = '';
    }
    part += letter;
  }
  return [...parts, part];
}
