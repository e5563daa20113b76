import type { ComponentProps } from 'react';

const pushed: string[] = [];
const router = { push: (href: string) => void pushed.push(href), refresh: () => {} };

/** Stands in for `@/lib/i18n/navigation`. `pushed`: where the router was sent in this test. */
export const navigation = {
  pushed,
  Link: (props: ComponentProps<'a'>) => <a {...props} />,
  getPathname: ({ href, locale }: { href: string; locale: string }) => `/${locale}${href}`,
  usePathname: () => '/',
  useRouter: () => router,
};
