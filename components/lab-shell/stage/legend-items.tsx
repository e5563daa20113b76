'use client';

import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { useLab } from '../run/lab-context';
import type { BoundMessages } from '../run/messages-bind';
import { LostGlyph, MessageGlyph } from './message-layer/message-glyph';

interface LegendItemsProps {
  readonly messages: BoundMessages;
}

/** The items of a legend, each a glyph and its name. */
export function LegendItems({ messages, className }: LegendItemsProps & { readonly className: string }) {
  const t = useTranslations();
  const kinds = useLab(() => messages.legendKinds());
  const item = cx('flex items-center', className);
  return (
    <>
      {kinds.map((name) => {
        const kind = messages.kinds.get(name);
        if (kind === undefined) return null;
        return (
          <li key={name} className={item}>
            <MessageGlyph kind={kind} />
            {kind.label(t)}
          </li>
        );
      })}
      <li className={item}>
        <LostGlyph />
        {t('lab.lost')}
      </li>
    </>
  );
}
