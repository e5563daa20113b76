import { createTranslator } from 'next-intl';
import { getPathname } from '@/lib/i18n/navigation';
import type { Locale } from '@/lib/i18n/routing';
import { allMessages } from '@/messages/all-messages';
import type { WriteMail } from '@/server/account-links';
import { TOKEN_MINUTES, type TokenPurpose } from '@/server/account-tokens';

const PAGES: Record<TokenPurpose, string> = { reset: '/reset-password', verify: '/verify-email' };

/**
 * The address that proves what its token is for. The token stands behind the "#": a browser sends that to no server, so it is in no log
 * and in no Referer.
 */
function linkOf(purpose: TokenPurpose, locale: Locale, token: string): string {
  const { origin } = new URL(process.env.NEXTAUTH_URL ?? '');
  return `${origin}${getPathname({ href: PAGES[purpose], locale })}#${token}`;
}

/** The words of a mail with a link, in the language of who asked for it. */
export function mailTexts(purpose: TokenPurpose, locale: Locale): WriteMail {
  return async (token) => {
    const t = createTranslator({ locale, messages: await allMessages(locale), namespace: `mail.${purpose}` });
    return {
      subject: t('subject'),
      text: t('text', { link: linkOf(purpose, locale, token), minutes: TOKEN_MINUTES }),
    };
  };
}
