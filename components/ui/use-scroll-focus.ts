import { type RefObject, useEffect } from 'react';

/** Until an element is measured it can be focused: the keyboard scrolls it before scripts have run. */
const atFirst = { tabIndex: 0 };

/**
 * Takes an element out of the tab order while all of it is to be seen. Gives the attributes that it is written with; later the
 * attribute is set in the frame that changes the size, not by a render after it.
 */
export function useScrollFocus(place: RefObject<HTMLElement | null>): typeof atFirst {
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const look = () => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      if (scrollWidth > clientWidth || scrollHeight > clientHeight) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, [place]);
  return atFirst;
}
