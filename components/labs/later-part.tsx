'use client';

import { useLocale } from 'next-intl';
import { type ComponentType, Suspense, use } from 'react';
import { lazyPart } from '@/components/ui/lazy-part';
import { MoreTexts } from '@/lib/i18n/more-texts';
import type { TextTree } from '@/lib/i18n/pick-texts';
import type { Locale } from '@/lib/i18n/routing';
import type { LabId } from '@/sim/catalog';
import { loadLaterTexts } from './texts';

/** `withLaterTexts` around what `lazyPart` fetches: a panel of a lab. */
export function laterPart<Props extends object>(labId: LabId, fetchPart: () => Promise<ComponentType<Props>>) {
  return lazyPart(async () => withLaterTexts(labId, await fetchPart()), null);
}

/** A part that says what the lab's opening view does not: shown once those texts are there. */
export function withLaterTexts<Props extends object>(labId: LabId, Part: ComponentType<Props>): ComponentType<Props> {
  return function PartWithTexts(props: Props) {
    return (
      <Suspense fallback={null}>
        <Texted labId={labId} Part={Part} props={props} />
      </Suspense>
    );
  };
}

interface TextedProps<Props> {
  readonly labId: LabId;
  readonly Part: ComponentType<Props>;
  readonly props: Props;
}

function Texted<Props extends object>({ labId, Part, props }: TextedProps<Props>) {
  return (
    <MoreTexts texts={use(laterTextsOf(labId, useLocale()))}>
      <Part {...props} />
    </MoreTexts>
  );
}

const fetched = new Map<string, Promise<TextTree>>();

/** What `loadLaterTexts` fetches, the same promise each time until it fails. */
export function laterTextsOf(labId: LabId, locale: Locale): Promise<TextTree> {
  const key = `${labId} ${locale}`;
  const texts = fetched.get(key) ?? loadLaterTexts(labId, locale);
  fetched.set(key, texts);
  texts.catch(() => fetched.delete(key));
  return texts;
}
