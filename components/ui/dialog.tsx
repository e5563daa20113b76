'use client';

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactElement, ReactNode } from 'react';
import { buttonClass } from './button';

interface DialogProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** The button that opens it; leave out when `open` is controlled from elsewhere. */
  readonly trigger?: ReactElement | undefined;
  readonly open?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
  readonly children?: ReactNode;
  /** Actions, the main one last. Wrap one in DialogClose to close with it. */
  readonly footer?: ReactNode;
}

/** Something that must be finished or left before going on. Focus stays in it and returns to where it came from. */
export function Dialog({ title, description, trigger, open, onOpenChange, children, footer }: DialogProps) {
  const t = useTranslations('ui');
  return (
    <BaseDialog.Root onOpenChange={(next) => onOpenChange?.(next)} {...(open !== undefined ? { open } : {})}>
      {trigger ? <BaseDialog.Trigger render={trigger} /> : null}
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="scrim" />
        <BaseDialog.Viewport className="fixed inset-0 z-overlay grid items-end overflow-y-auto p-3 sm:items-center sm:p-6">
          <BaseDialog.Popup className="relative mx-auto w-full max-w-lg rounded-xl border border-border bg-raised p-6 shadow-lg outline-none transition-[opacity,translate] duration-base data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0">
            <BaseDialog.Title className="pr-10 font-semibold text-xl">{title}</BaseDialog.Title>
            {description ? (
              <BaseDialog.Description className="mt-2 text-text-muted">{description}</BaseDialog.Description>
            ) : null}
            {children ? <div className="mt-5">{children}</div> : null}
            {footer ? <div className="mt-6 flex flex-wrap justify-end gap-2">{footer}</div> : null}
            <BaseDialog.Close
              aria-label={t('close')}
              className={buttonClass('ghost', 'md', 'absolute! top-4 right-4 w-control px-0! text-text-muted')}
            >
              <X aria-hidden="true" className="size-5" />
            </BaseDialog.Close>
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** Makes the button inside it close the dialog. */
export function DialogClose({ children }: { readonly children: ReactElement }) {
  return <BaseDialog.Close render={children} />;
}
