import { expect, it } from 'vitest';
import { fontFilesFor } from './fonts';

const face = (file: string, range?: string) =>
  `@font-face{font-family:A;src:local("B"),url(../media/${file}.woff2)format("woff2")${range ? `;unicode-range:${range}` : ''}}`;

it.each([
  ['a face without a range', face('all'), 'x', ['all']],
  ['a face that has a letter of the text', face('latin', 'U+0-7F'), 'x', ['latin']],
  ['a face that has none', face('hangul', 'U+AC00-D7A3'), 'x', []],
  ['a face among whose ranges is one letter', face('some', 'U+20AC,U+1F6??,U+AC00'), '가', ['some']],
  ['a range with wildcards', face('some', 'U+1F6??'), '🚀', ['some']],
  ['a face for wide windows', `@media (min-width:48rem){${face('wide')}}`, 'x', []],
  ['a face for wide windows in new words', `@media (width >= 768px){${face('wide')}}${face('all')}`, 'x', ['all']],
  ['a face for windows that a phone has too', `@media (min-width:20rem){${face('all')}}`, 'x', ['all']],
  ['a local face', '@font-face{font-family:A;src:local("B")}', 'x', []],
])('%s', (_, css, text, files) => {
  expect(fontFilesFor(css, `<p>${text}</p>`)).toEqual(files.map((file) => `../media/${file}.woff2`));
});

it('counts what the document preloads, once, and no letter of a script or a tag', () => {
  const html = '<link rel="preload" href="../media/hangul.woff2" as="font"/><p title="가">x</p><script>"가"</script>';
  expect(fontFilesFor(face('latin', 'U+0-7F'), html)).toEqual(['../media/hangul.woff2', '../media/latin.woff2']);
  expect(fontFilesFor(face('hangul', 'U+AC00-D7A3'), html)).toEqual(['../media/hangul.woff2']);
});
