'use client';

import { Menu } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { useLoaded } from '@/components/ui/use-loaded';

const fetchMenu = () => import('./phone-menu').then((module) => module.PhoneMenu);

/** Opens the phone menu, which is loaded when the button is first touched. */
export function PhoneMenuButton() {
  const t = useTranslations('site');
  const [isOpen, setIsOpen] = useState(false);
  const [PhoneMenu, load] = useLoaded(fetchMenu);
  return (
    <>
      <IconButton
        label={t('menu')}
        icon={<Menu aria-hidden="true" />}
        tooltipSide="bottom"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => {
          load();
          setIsOpen(true);
        }}
      />
      {PhoneMenu === null ? null : <PhoneMenu isOpen={isOpen} onOpenChange={setIsOpen} />}
    </>
  );
}
