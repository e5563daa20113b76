'use client';

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { buttonClass } from './button';

export interface DialogPopupProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly children?: ReactNode;
  /** Actions, the main one last. */
  readonly footer?: ReactNode;
  /** What gets the focus when the dialog closes; without it, what had it before. Needed where that is gone, such as a menu's item. */
  readonly finalFocus?: (() => HTMLElement | null) | undefined;
}

/** What `Dialog` loads once it is to open. */
export function DialogPopup({
  title,
  description,
  isOpen,
  onOpenChange,
  children,
  footer,
  finalFocus,
}: DialogPopupProps) {
  const t = useTranslations('ui');
  return (
    <BaseDialog.Root open={isOpen} onOpenChange={(next) => onOpenChange(next)}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="scrim" />
        <BaseDialog.Viewport className="fixed inset-0 z-overlay grid items-end overflow-y-auto p-3 sm:items-center sm:p-6">
          <BaseDialog.Popup
            finalFocus={finalFocus}
            className="relative mx-auto w-full max-w-lg rounded-xl border border-border bg-raised p-6 shadow-lg outline-none transition-[opacity,translate] duration-base data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0"
          >
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
