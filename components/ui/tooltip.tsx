'use client';

import {
  type ComponentProps,
  cloneElement,
  type ReactElement,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { addProps } from './add-props';
import { useLoaded } from './use-loaded';

interface TooltipProps {
  readonly content: ReactNode;
  /** The focusable element it explains; it must have a name of its own, because touch and screen readers may never meet the tooltip. */
  readonly children: ReactElement<ComponentProps<'button'>>;
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
}

const OPEN_DELAY_MS = 600;
/** Long enough to move from the element to its tooltip. */
const CLOSE_DELAY_MS = 80;

const fetchPopup = () => import('./tooltip-popup').then((module) => module.TooltipPopup);

/** A short hint on hover and focus. Its popup is loaded when the first pointer comes. */
export function Tooltip({ content, children, side = 'top' }: TooltipProps) {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [Popup, loadPopup] = useLoaded(fetchPopup);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const later = (open: boolean, delayMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setIsOpen(open), delayMs);
  };
  const close = () => later(false, 0);

  const handlers: ComponentProps<'button'> = {
    onPointerEnter: ({ pointerType, currentTarget }) => {
      if (pointerType === 'touch') return;
      loadPopup();
      setAnchor(currentTarget);
      later(true, OPEN_DELAY_MS);
    },
    onPointerLeave: () => later(false, CLOSE_DELAY_MS),
    onFocus: ({ currentTarget }) => {
      if (!currentTarget.matches(':focus-visible')) return;
      loadPopup();
      setAnchor(currentTarget);
      later(true, 0);
    },
    onBlur: close,
    // Pressed, the element does what it says: the hint is in the way.
    onPointerDown: close,
    onClick: close,
    onKeyDown: ({ key }) => {
      if (key === 'Escape') close();
    },
  };
  return (
    <>
      {cloneElement<object>(children, addProps(children.props, handlers))}
      {Popup === null || anchor === null ? null : (
        <Popup
          anchor={anchor}
          isOpen={isOpen}
          onOpenChange={setIsOpen}
          content={content}
          side={side}
          onPointerEnter={() => clearTimeout(timer.current)}
          onPointerLeave={close}
        />
      )}
    </>
  );
}
