'use client';

import { domAnimation, LazyMotion, MotionConfig } from 'framer-motion';
import * as m from 'framer-motion/m';
import { TRANSITION } from './lab-motion';
import type { MovedProps } from './moved';

/** Comes to where it belongs; who asked for less motion sees it appear. */
export function MovedPart({ from, className, children }: MovedProps) {
  return (
    <LazyMotion features={domAnimation} strict>
      <MotionConfig reducedMotion="user" transition={TRANSITION}>
        <m.span
          initial={{ ...from, opacity: 0.3 }}
          animate={{ x: 0, y: 0, opacity: 1 }}
          {...(className === undefined ? {} : { className })}
        >
          {children}
        </m.span>
      </MotionConfig>
    </LazyMotion>
  );
}
