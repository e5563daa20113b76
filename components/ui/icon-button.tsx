'use client';

import type { ComponentProps, ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button';
import { cx } from './cx';
import { PlainButton } from './plain-button';
import { Tooltip } from './tooltip';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'ref' | 'children' | 'aria-label'> {
  /** The button's name; also its tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  /** Stands beside the icon; `label` begins with it. */
  readonly words?: string | undefined;
  /** A keyboard shortcut shown in the tooltip, such as "K"; it is not registered here. */
  readonly shortcut?: string | undefined;
  readonly variant?: Extract<ButtonVariant, 'primary' | 'secondary' | 'ghost'> | undefined;
  readonly size?: ButtonSize | undefined;
  readonly tooltipSide?: 'top' | 'bottom' | 'left' | 'right' | undefined;
}

const widths: Record<ButtonSize, string> = {
  sm: 'w-control-sm',
  md: 'w-control',
  lg: 'w-control-lg',
};

/** A square button that is only an icon, or an icon and a word. Disabled, it stays focusable so that its tooltip can still say what it is. */
export function IconButton(props: IconButtonProps) {
  const { label, icon, words, shortcut, variant = 'ghost', size = 'md', tooltipSide, className, ...rest } = props;
  return (
    <Tooltip
      {...(tooltipSide ? { side: tooltipSide } : {})}
      content={
        shortcut ? (
          <>
            {label} <span className="ml-1 font-mono opacity-75">{shortcut}</span>
          </>
        ) : (
          label
        )
      }
    >
      <PlainButton
        focusableWhenDisabled
        {...rest}
        aria-label={label}
        aria-keyshortcuts={shortcut}
        className={buttonClass(
          variant,
          size,
          cx(
            '[&_svg]:size-[1.15em]',
            words === undefined ? cx('px-0!', widths[size]) : 'justify-start px-2! whitespace-nowrap',
            'data-disabled:cursor-not-allowed data-disabled:border-transparent data-disabled:bg-transparent data-disabled:text-text-subtle data-disabled:opacity-60',
            className,
          ),
        )}
      >
        {icon}
        {words}
      </PlainButton>
    </Tooltip>
  );
}
