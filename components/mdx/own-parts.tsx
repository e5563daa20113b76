'use client';

import type { ComponentProps } from 'react';
import { lazyPart } from '@/components/ui/lazy-part';
import { PartBoundary } from '@/components/ui/part-boundary';

const Position = lazyPart(
  () => import('./reading-position').then((module) => module.ReadingPosition),
  <div className="mb-8 min-h-12" />,
);
const Read = lazyPart(() => import('./mark-read').then((module) => module.MarkRead), null);
const Report = lazyPart(
  () => import('@/components/report/report-mistake').then((module) => module.ReportMistake),
  null,
);

/** Its place is there at once; what stands in it is known only once the page knows its reader. */
export function ReadingPosition(props: ComponentProps<typeof Position>) {
  return (
    <PartBoundary>
      <Position {...props} />
    </PartBoundary>
  );
}

/** What only a reader with an account has, fetched once it is known that this one has. */
export function MarkRead(props: ComponentProps<typeof Read>) {
  return (
    <PartBoundary>
      <Read {...props} />
    </PartBoundary>
  );
}

export function ReportMistake(props: ComponentProps<typeof Report>) {
  return (
    <PartBoundary>
      <Report {...props} />
    </PartBoundary>
  );
}
