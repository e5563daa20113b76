'use client';

import { Hammer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';

/** Leads to the rules that can be taken out, and to the search for a run that breaks what must hold. */
export function BreakButton({ onPress }: { readonly onPress: () => void }) {
  const t = useTranslations('lab.explore');
  return <IconButton label={t('breakIt')} icon={<Hammer aria-hidden="true" />} onClick={onPress} />;
}
