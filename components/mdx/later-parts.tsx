'use client';

import { lazyPart } from '@/components/ui/lazy-part';

// In the lesson's document; what they do is fetched after the page's own scripts.

const fetchExample = () => import('./worked-example');

export const AnswerForm = lazyPart(
  () => import('./answer-form').then((module) => module.AnswerForm),
  <p className="min-h-24" />,
);

export const WorkedExample = lazyPart(() => fetchExample().then((module) => module.WorkedExample), null);

export const Step = lazyPart(() => fetchExample().then((module) => module.Step), null);
