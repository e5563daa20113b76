import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = process.cwd();
const read = (...parts: string[]) => readFileSync(path.join(root, ...parts), 'utf8');

/** First and last code point of each range, e.g. of `U+20-7e, U+a0`. */
function rangesOf(unicodeRange: string): readonly (readonly [number, number])[] {
  return unicodeRange.split(',').map((range) => {
    const [first = '', last = first] = range.trim().slice(2).split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  });
}

/** The number of the file that a browser takes for each Hangul syllable: the face that is declared last has it. */
function filesOf(css: string): ReadonlyMap<number, number> {
  const files = new Map<number, number>();
  for (const [, file, unicodeRange = ''] of css.matchAll(/subset\.(\d+)\.woff2.*?unicode-range:\s*([^;]+);/gs)) {
    for (const [first, last] of rangesOf(unicodeRange)) {
      for (let point = first; point <= last; point += 1) {
        if (point >= 0xac00 && point <= 0xd7a3) files.set(point, Number(file));
      }
    }
  }
  return files;
}

/** What a reader may be shown that is written beforehand. */
function texts(): string {
  const files = ['messages', 'content', 'components'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  );
  return files
    .filter((file) => /^messages\/\w+\.json$|^content\/.*\.(mdx|yaml)$|messages\.\w+\.json$/.test(file))
    .map((file) => read(file))
    .join('');
}

describe('the fonts', () => {
  it('have every syllable in the file that Pretendard’s own list names', () => {
    const files = filesOf(read('app/fonts/hangul.css'));
    expect(files.size).toBe(11_172);
    expect(files).toEqual(
      filesOf(read('node_modules/pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css')),
    );
  });

  it('have every character that is written in lessons, questions and interface texts', () => {
    const [, latin = ''] = /unicode-range:\s*([^;]+);/.exec(read('app/fonts/fonts.css')) ?? [];
    const ranges = rangesOf(latin);
    const isHangul = (text: string) => /[\u3131-\u318e\uac00-\ud7a3]/.test(text);
    // The double brackets round a gap in code are not shown.
    const missing = [...new Set(texts().replace(/[⟦⟧]/g, ''))].filter((character) => {
      const point = character.codePointAt(0) ?? 0;
      return point >= 0x20 && !isHangul(character) && !ranges.some(([first, last]) => first <= point && point <= last);
    });
    expect(missing).toEqual([]);
  });
});
