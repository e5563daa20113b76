'use client';

import type { ComponentProps } from 'react';
import { lazyPart } from '@/components/ui/lazy-part';
import { PartBoundary } from '@/components/ui/part-boundary';

const Form = lazyPart(() => import('./answer-form').then((module) => module.AnswerForm), <p className="min-h-24" />);

/** In the lesson's document; what it does is fetched after the page's own scripts. Without that code the lesson can still be read. */
export function AnswerForm(props: ComponentProps<typeof Form>) {
  return (
    <PartBoundary>
      <Form {...props} />
    </PartBoundary>
  );
}
