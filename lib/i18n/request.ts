import { hasLocale } from 'next-intl';
import { getRequestConfig } from 'next-intl/server';
import en from '../../messages/en.json';
import ko from '../../messages/ko.json';
import { routing } from './routing';

// A text that one language lacks is a type error here, and so fails the build.
const messages = { ko, en } satisfies { ko: typeof en; en: typeof ko };

export default getRequestConfig(async ({ requestLocale }) => {
  const requested = await requestLocale;
  const locale = hasLocale(routing.locales, requested) ? requested : routing.defaultLocale;
  return { locale, messages: messages[locale], timeZone: 'Asia/Seoul' };
});
