import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { keepNames } from './keep-names';

it('keeps a name with a hyphen on one line, and leaves the rest of a text alone', () => {
  const shown = renderToStaticMarkup(
    <p>{keepNames(['AMQP 0-9-1 is well-known, ', <em key="a">Pre-Vote</em>, ' and Pre-Vote'])}</p>,
  );
  const name = (text: string) => `<span class="whitespace-nowrap">${text}</span>`;
  expect(shown).toBe(`<p>AMQP ${name('0-9-1')} is well-known, <em>Pre-Vote</em> and ${name('Pre-Vote')}</p>`);
});
