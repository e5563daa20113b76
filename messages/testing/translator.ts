import { createTranslator, type Locale } from 'next-intl';
import { allMessages } from '../all-messages';

/** Every interface text, in both languages. */
export const texts = { ko: await allMessages('ko'), en: await allMessages('en') };

/** The interface texts as pages format them, except that a missing one is an error, not a key on the screen. */
export function translator(locale: Locale) {
  return createTranslator({
    locale,
    messages: texts[locale],
    onError(error) {
      throw error;
    },
  });
}
