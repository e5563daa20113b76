import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';

interface CanvasPanelProps {
  readonly position: 'top-left' | 'top-center' | 'top-right' | 'bottom-right';
  readonly className: string;
  readonly children: ReactNode;
}

/** Stands at an edge of the canvas, over all that moves with it. */
export function CanvasPanel({ position, className, children }: CanvasPanelProps) {
  return <div className={cx('react-flow__panel', position.replace('-', ' '), className)}>{children}</div>;
}
