'use client';

import { useLocale } from 'next-intl';
import { useOwnCourse } from '@/components/reader/own-context';
import { cx } from '@/components/ui/cx';
import { ContinueCard, type ContinueCardProps } from './continue-card';

/** The way on: to where the reader was, else to `start`. Empty, and of the same size, until it is known which. */
export function ContinueSlot({ start }: { readonly start: Omit<ContinueCardProps, 'isBegun'> }) {
  const locale = useLocale();
  const own = useOwnCourse();
  const next = own?.next;
  if (next) {
    return (
      <ContinueCard href={next.href} topic={next.topicTitle[locale]} section={next.sectionTitle[locale]} isBegun />
    );
  }
  return (
    <div className={cx('flex w-full *:w-full sm:w-auto', own === undefined && 'invisible')}>
      <ContinueCard {...start} isBegun={false} />
    </div>
  );
}
