import { useTranslations } from 'next-intl';
import { CopyField } from '@/components/ui/copy-field';
import { getPathname } from '@/lib/i18n/navigation';

interface InvitationProps {
  readonly access: { readonly code: string | null; readonly isClosed: boolean; readonly isArchived: boolean };
  readonly locale: 'ko' | 'en';
}

/** Code and link by which learners join; nothing for those who may not let others in. */
export function Invitation({ access: { code, isClosed, isArchived }, locale }: InvitationProps) {
  const t = useTranslations('classes');
  if (code === null) return null;
  if (isClosed || isArchived) return <p className="text-text-muted">{t('closed')}</p>;
  const origin = new URL(process.env.NEXTAUTH_URL ?? '').origin;
  return (
    <section aria-label={t('invite')} className="grid gap-5 sm:grid-cols-2 lg:max-w-3xl">
      <CopyField label={t('code')} value={code} />
      <CopyField label={t('link')} value={`${origin}${getPathname({ href: `/join/${code}`, locale })}`} />
    </section>
  );
}
