import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { type ListView, scrolledView, settledScrollTop, wayOf } from './long-list';
import { type RowWindow, visibleRows } from './row-window';

interface LongList extends RowWindow {
  /** The height of the element in which the rows are scrolled, in pixels. */
  readonly height: number;
  /** Where in it the first row to draw begins, in pixels. */
  readonly top: number;
  /**
   * The element of a row to draw, as a key: a row that stays keeps its own, and one that comes takes that of one that is gone. After a
   * jump their order is the one before it, so that elements change their text and not their places.
   */
  slotOf(row: number): number;
}

interface View extends ListView {
  /** The row that has the first element. */
  readonly origin: number;
}

/** The rows to draw of a list of any length, in an element that scrolls. `rowHeight` in pixels. */
export function useLongList(scroller: RefObject<HTMLElement | null>, rowCount: number, rowHeight: number): LongList {
  const listHeight = rowCount * rowHeight;
  const [view, setView] = useState<View>({ scrollTop: 0, height: 300, offset: 0, origin: 0 });
  const latest = useRef(view);

  const put = (next: View): void => {
    const { scrollTop, height, offset } = latest.current;
    if (next.scrollTop === scrollTop && next.height === height && next.offset === offset) return;
    latest.current = next;
    setView(next);
  };
  const show = (element: HTMLElement): void => {
    const { offset, origin } = latest.current;
    const seen = scrolledView(latest.current, element.scrollTop, element.clientHeight, listHeight);
    const isJump = Math.abs(seen.offset - offset) >= seen.height;
    put({ ...seen, origin: isJump ? Math.floor(seen.offset / rowHeight) : origin });
  };
  const look = useEffectEvent(show);
  const settle = useEffectEvent((element: HTMLElement): void => {
    show(element);
    const target = settledScrollTop(latest.current, listHeight);
    if (Math.abs(target - element.scrollTop) < 1) return;
    element.scrollTop = target;
    put({ ...latest.current, scrollTop: element.scrollTop });
  });

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onScroll = () => look(element);
    const onScrollEnd = () => settle(element);
    const measure = new ResizeObserver(onScroll);
    measure.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('scrollend', onScrollEnd);
    return () => {
      measure.disconnect();
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('scrollend', onScrollEnd);
    };
  }, [scroller]);
  useEffect(() => {
    if (scroller.current !== null && listHeight > 0) settle(scroller.current);
  }, [scroller, listHeight]);

  const { from, to } = visibleRows(rowCount, rowHeight, view.offset, view.height);
  const slots = Math.max(to - from, 1);
  return {
    from,
    to,
    height: wayOf(listHeight),
    top: view.scrollTop + from * rowHeight - view.offset,
    slotOf: (row) => (((row - view.origin) % slots) + slots) % slots,
  };
}
