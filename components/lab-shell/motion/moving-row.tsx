'use client';

import * as m from 'framer-motion/m';
import type { RowElementProps } from '@/components/ui/data-table';

/** A table's row that is seen to come in, and to change its place. Stands within `LabMotion`. */
export function MovingRow({ className, children }: RowElementProps) {
  return (
    <m.tr layout="position" initial={{ opacity: 0, x: -24 }} animate={{ opacity: 1, x: 0 }} className={className ?? ''}>
      {children}
    </m.tr>
  );
}
