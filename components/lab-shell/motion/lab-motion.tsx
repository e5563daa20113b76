'use client';

import { LazyMotion, MotionConfig } from 'framer-motion';
import type { ReactNode } from 'react';
import { useMotionChoice } from '@/components/ui/motion-choice';

const fetchFeatures = () => import('./motion-features').then((module) => module.domMax);

export const TRANSITION = { duration: 0.4, ease: 'easeOut' } as const;

/**
 * What moves in it is drawn by framer-motion, whose larger part is fetched when the first such part is there: until then, everything
 * simply stands where it belongs. Who asked for less motion sees things appear, not move.
 */
export function LabMotion({ children }: { readonly children: ReactNode }) {
  return (
    <LazyMotion features={fetchFeatures} strict>
      <MotionConfig reducedMotion={useMotionChoice() === 'reduce' ? 'always' : 'user'} transition={TRANSITION}>
        {children}
      </MotionConfig>
    </LazyMotion>
  );
}
