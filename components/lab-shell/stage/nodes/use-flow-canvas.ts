import { type ComponentType, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { whenReaderActs, whenReleased } from '@/components/ui/reader-acts';
import type { DrawnCanvasProps } from './drawn-canvas';

const fetchFlowCanvas = () => import('./flow-canvas').then((module) => module.FlowCanvas);

/**
 * The canvas by React Flow, which is as much code as a whole lab: fetched once the reader does anything on the page, for a canvas that is
 * looked at needs none of it. Null until then, and without a network.
 */
export function useFlowCanvas(isWanted: boolean): ComponentType<DrawnCanvasProps> | null {
  const [Canvas, setCanvas] = useState<ComponentType<DrawnCanvasProps> | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    let cancel = () => {};
    const show = (Loaded: ComponentType<DrawnCanvasProps>) => {
      // With its effects at once: it has its viewport only after them.
      cancel = whenReleased(() => flushSync(() => setCanvas(() => Loaded)));
    };
    let isCurrent = true;
    const stop = whenReaderActs(() => {
      fetchFlowCanvas().then(
        (Loaded) => isCurrent && show(Loaded),
        () => undefined,
      );
    });
    return () => {
      isCurrent = false;
      stop();
      cancel();
    };
  }, [isWanted]);
  return Canvas;
}
