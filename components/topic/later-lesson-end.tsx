'use client';

import type { ComponentProps } from 'react';
import { lazyPart } from '@/components/ui/lazy-part';
import { PartBoundary } from '@/components/ui/part-boundary';

// In the lesson's document, below all of it; what they know of the reader is fetched after the page's own scripts. Without that
// code the lesson can still be read.

const fetchOwnParts = () => import('./lesson-end-own');
const Cards = lazyPart(() => fetchOwnParts().then((module) => module.OwnCards), <p className="min-h-6" />);
const Solved = lazyPart(() => fetchOwnParts().then((module) => module.SolvedCount), null);
const State = lazyPart(() => fetchOwnParts().then((module) => module.ChallengeState), null);

export function OwnCards() {
  return (
    <PartBoundary>
      <Cards />
    </PartBoundary>
  );
}

export function SolvedCount(props: ComponentProps<typeof Solved>) {
  return (
    <PartBoundary>
      <Solved {...props} />
    </PartBoundary>
  );
}

export function ChallengeState(props: ComponentProps<typeof State>) {
  return (
    <PartBoundary>
      <State {...props} />
    </PartBoundary>
  );
}
