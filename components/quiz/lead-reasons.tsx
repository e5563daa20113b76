'use client';

import { useLocale } from 'next-intl';
import { lazyPart } from '@/components/ui/lazy-part';
import type { Lead, PublicItem } from '@/quiz/score';
import { RichText } from './rich-text';

const LabPhrase = lazyPart(() => import('./lab-phrase').then((module) => module.LabPhrase), null);

/** Why each thing that was picked is wrong; what is right is still to be found. */
export function LeadReasons({ item, lead }: { readonly item: PublicItem; readonly lead: Lead }) {
  const locale = useLocale();
  if (lead.reasons.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1">
      {lead.reasons.map((reason) => (
        <li key={reason.part}>
          {'text' in reason ? (
            <RichText text={reason.text[locale]} />
          ) : item.type === 'generated' ? (
            <LabPhrase labId={item.body.lab} phrase={reason.phrase} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}
