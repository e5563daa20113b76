'use client';

import { Copy, Link2, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Menu, MenuItem, MenuLink, MenuNote, MenuSeparator } from '@/components/ui/menu';
import { Popover } from '@/components/ui/popover';
import { Sheet } from '@/components/ui/sheet';
import { TextField } from '@/components/ui/text-field';
import { ToastProvider, useToast } from '@/components/ui/toast';
import { Tooltip } from '@/components/ui/tooltip';
import { Section, Specimen } from './section';

function DialogDemo() {
  const t = useTranslations('design.overlays');
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      title={t('dialogTitle')}
      description={t('dialogDescription')}
      trigger={<Button variant="secondary">{t('dialog')}</Button>}
      footer={
        <>
          <Button variant="ghost" onClick={close}>
            {t('cancel')}
          </Button>
          <Button variant="danger" onClick={close}>
            {t('confirm')}
          </Button>
        </>
      }
    >
      <TextField name="confirm-name" label={t('dialogField')} />
    </Dialog>
  );
}

function MenuDemo() {
  const t = useTranslations('design.overlays');
  const { show } = useToast();
  return (
    <Menu align="start" trigger={<Button variant="secondary">{t('menu')}</Button>}>
      <MenuNote>{t('menuNote')}</MenuNote>
      <MenuItem icon={<Copy aria-hidden="true" />} onSelect={() => show({ title: t('copied'), tone: 'success' })}>
        {t('menuCopy')}
      </MenuItem>
      <MenuLink href="/labs" icon={<Link2 aria-hidden="true" />}>
        {t('menuLink')}
      </MenuLink>
      <MenuItem onSelect={() => {}} disabled>
        {t('menuDisabled')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        danger
        icon={<Trash2 aria-hidden="true" />}
        onSelect={() => show({ title: t('deleted'), tone: 'warn' })}
      >
        {t('menuDelete')}
      </MenuItem>
    </Menu>
  );
}

function ToastDemo() {
  const t = useTranslations('design.overlays');
  const { show } = useToast();
  return (
    <>
      <Button variant="secondary" onClick={() => show({ title: t('saved'), tone: 'success' })}>
        {t('toastSuccess')}
      </Button>
      <Button
        variant="secondary"
        onClick={() => show({ title: t('offline'), description: t('offlineDescription'), tone: 'danger' })}
      >
        {t('toastDanger')}
      </Button>
    </>
  );
}

export function Overlays() {
  const t = useTranslations('design.overlays');
  return (
    <ToastProvider>
      <Section id="overlays" title={t('title')} lead={t('lead')}>
        <Specimen label={t('modal')}>
          <DialogDemo />
          <Sheet title={t('sheetTitle')} trigger={<Button variant="secondary">{t('sheet')}</Button>}>
            <p className="text-text-muted">{t('sheetBody')}</p>
          </Sheet>
        </Specimen>
        <Specimen label={t('anchored')}>
          <Popover title={t('popoverTitle')} trigger={<Button variant="secondary">{t('popover')}</Button>}>
            <p className="text-text-muted">{t('popoverBody')}</p>
          </Popover>
          <MenuDemo />
          <Tooltip content={t('tooltipBody')}>
            <Button variant="secondary">{t('tooltip')}</Button>
          </Tooltip>
        </Specimen>
        <Specimen label={t('toast')}>
          <ToastDemo />
        </Specimen>
      </Section>
    </ToastProvider>
  );
}
