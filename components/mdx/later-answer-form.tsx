'use client';

import { lazyPart } from '@/components/ui/lazy-part';

/** Part of the page's document; what it does is fetched after the page's own scripts. */
export const AnswerForm = lazyPart(
  () => import('./answer-form').then((module) => module.AnswerForm),
  <p className="min-h-24" />,
);
