'use client';

import { lazyPart } from '@/components/ui/lazy-part';

// In the lesson's document, below all of it; what they know of the reader is fetched after the page's own scripts.

const fetchOwnParts = () => import('./lesson-end-own');

export const OwnCards = lazyPart(() => fetchOwnParts().then((module) => module.OwnCards), <p className="min-h-6" />);

export const SolvedCount = lazyPart(() => fetchOwnParts().then((module) => module.SolvedCount), null);

export const ChallengeState = lazyPart(() => fetchOwnParts().then((module) => module.ChallengeState), null);
