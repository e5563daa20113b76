'use client';

import { useTranslations } from 'next-intl';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { useLab } from './run/lab-context';
import { shellShortcuts } from './shortcuts';

interface ShortcutsDialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** What the stage shows, and every key of the lab. */
export function ShortcutsDialog({ isOpen, onOpenChange }: ShortcutsDialogProps) {
  const t = useTranslations('lab.shortcuts');
  const legend = useLab((session, words) => session.legendText(words));
  const actions = useLab((session, words) => session.actionKeys(words));
  return (
    <Dialog title={t('title')} description={t('description')} isOpen={isOpen} onOpenChange={onOpenChange}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-6 gap-y-2.5 text-sm">
        {shellShortcuts.map(({ name, keys }) => (
          <Row key={name} keys={keys} label={t(name)} />
        ))}
        {actions.map(({ key, label }) => (
          <Row key={label} keys={[key.toUpperCase()]} label={t('onSelected', { action: label })} />
        ))}
      </dl>
      <p className="mt-4 border-border border-t pt-3 text-pretty text-sm">{legend}</p>
    </Dialog>
  );
}

function Row({ keys, label }: { readonly keys: readonly string[]; readonly label: string }) {
  return (
    <>
      <dt className="flex gap-1">
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dt>
      <dd>{label}</dd>
    </>
  );
}
