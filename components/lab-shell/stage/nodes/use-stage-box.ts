import { type RefObject, useLayoutEffect, useState } from 'react';
import type { StageBox } from './fit-view';

const UNKNOWN: StageBox = { width: 960, height: 560 };

/** The size of an element: another object whenever it changes. Known before the first paint. */
export function useStageBox(element: RefObject<HTMLElement | null>): StageBox {
  const [box, setBox] = useState(UNKNOWN);
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    const read = () => {
      const { clientWidth: width, clientHeight: height } = target;
      if (width === 0 || height === 0) return;
      setBox((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return box;
}
