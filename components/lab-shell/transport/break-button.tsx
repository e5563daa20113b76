'use client';

import { Hammer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

/** Leads to the rules that can be taken out, and to the search for a run that breaks what must hold. */
export function BreakButton({ onPress }: { readonly onPress: () => void }) {
  const t = useTranslations('lab.explore');
  return (
    <Button
      size="sm"
      variant="secondary"
      className="px-2.5!"
      icon={<Hammer aria-hidden="true" className="size-4 @max-[23rem]:hidden" />}
      onClick={onPress}
    >
      {t('breakIt')}
    </Button>
  );
}
