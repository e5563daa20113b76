import { useTranslations } from 'next-intl';
import type { ComponentProps, ReactNode } from 'react';
import { Link } from '@/lib/i18n/navigation';
import { cx } from './cx';
import { PlainButton } from './plain-button';
import { Spinner } from './spinner';
import { VisuallyHidden } from './visually-hidden';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md' | 'lg';

const variants: Record<ButtonVariant, string> = {
  primary: 'border-ink bg-ink text-on-ink hover:border-ink-hover hover:bg-ink-hover',
  secondary: 'border-border-strong bg-surface text-text hover:bg-hover data-popup-open:bg-hover',
  ghost: 'border-transparent text-text hover:bg-hover data-popup-open:bg-hover',
  danger: 'border-danger-fill bg-danger-fill text-on-danger hover:border-danger-fill-hover hover:bg-danger-fill-hover',
};

const sizes: Record<ButtonSize, string> = {
  sm: 'min-h-control-sm gap-1.5 px-3 py-1 text-sm',
  md: 'min-h-control gap-2 px-4 py-1.5 text-sm',
  lg: 'min-h-control-lg gap-2.5 px-6 py-2 text-base',
};

const disabledLook =
  'data-disabled:cursor-not-allowed data-disabled:border-border data-disabled:bg-sunken data-disabled:text-text-subtle';

/** The looks of a button, for an element that must be something else (a dialog's trigger, a download link). */
export function buttonClass(variant: ButtonVariant = 'primary', size: ButtonSize = 'md', className?: string): string {
  return cx(
    'relative inline-flex items-center justify-center rounded-md border text-center font-medium leading-snug no-underline wrap-normal',
    'transition-colors select-none active:translate-y-px motion-reduce:active:translate-y-0',
    variants[variant],
    sizes[size],
    className,
  );
}

interface ButtonProps extends Omit<ComponentProps<'button'>, 'ref'> {
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
  /** Decorative, before the label. */
  readonly icon?: ReactNode;
  /** Busy: keeps width and focus, shows a spinner, ignores presses. */
  readonly loading?: boolean | undefined;
}

/** A native button (`type="button"` unless told otherwise). */
export function Button({ variant, size, icon, loading = false, disabled, className, children, ...rest }: ButtonProps) {
  const t = useTranslations('ui');
  return (
    <PlainButton
      {...rest}
      disabled={disabled === true || loading}
      focusableWhenDisabled={loading}
      aria-busy={loading || undefined}
      className={buttonClass(variant, size, cx(!loading && disabledLook, loading && 'cursor-progress', className))}
    >
      <span className={cx('inline-flex items-center gap-[inherit]', loading && 'opacity-0')}>
        {icon}
        {children}
      </span>
      {loading ? (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner className="text-lg" />
          <VisuallyHidden>{t('loading')}</VisuallyHidden>
        </span>
      ) : null}
    </PlainButton>
  );
}

interface ButtonLinkProps extends Omit<ComponentProps<typeof Link>, 'ref'> {
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
  readonly icon?: ReactNode;
}

/** A link within the site that looks like a button; `href` carries no language prefix. */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClass(variant, size, className)}>
      {icon}
      {children}
    </Link>
  );
}
