import { locale as localeOfPath } from 'next/root-params';
import { hasLocale } from 'next-intl';
import { getRequestConfig } from 'next-intl/server';
import { allMessages } from '../../messages/all-messages';
import { routing } from './routing';

export default getRequestConfig(async ({ locale: asked }) => {
  const requested = asked ?? (await localeOfPath());
  const locale = hasLocale(routing.locales, requested) ? requested : routing.defaultLocale;
  return { locale, messages: await allMessages(locale), timeZone: 'Asia/Seoul' };
});
