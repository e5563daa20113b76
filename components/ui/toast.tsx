'use client';

import { Toast as BaseToast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback } from 'react';
import { buttonClass } from './button';
import { cx } from './cx';
import { type Tone, toneIcons, toneText } from './tone';

interface ToastData {
  readonly tone: Tone;
}

export interface ToastMessage {
  readonly title: string;
  readonly description?: string | undefined;
  /** "info" unless told otherwise. All are read when the reader is idle; what cannot wait belongs in a dialog or by its field. */
  readonly tone?: Tone | undefined;
}

/** Holds the messages of the pages below it. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  return (
    <BaseToast.Provider timeout={6000}>
      {children}
      <BaseToast.Portal>
        <BaseToast.Viewport className="fixed inset-x-4 bottom-4 z-toast sm:right-6 sm:bottom-6 sm:left-auto sm:w-96">
          <ToastList />
        </BaseToast.Viewport>
      </BaseToast.Portal>
    </BaseToast.Provider>
  );
}

/** Returns `show`, which puts up a message for six seconds. For what just happened elsewhere; an error of a form stands by its field. */
export function useToast(): { show(message: ToastMessage): void } {
  const { add } = BaseToast.useToastManager<ToastData>();
  const show = useCallback(
    ({ title, description, tone = 'info' }: ToastMessage) => {
      add({ title, description, data: { tone } });
    },
    [add],
  );
  return { show };
}

const stack =
  '[--gap:0.625rem] [--lift:calc(var(--toast-offset-y)*-1-var(--toast-index)*var(--gap)+var(--toast-swipe-movement-y))] ' +
  'absolute inset-x-0 bottom-0 z-[calc(100-var(--toast-index))] translate-x-(--toast-swipe-movement-x) translate-y-(--lift) ' +
  'transition-[translate,opacity] duration-slow ease-out data-limited:opacity-0 ' +
  'data-ending-style:opacity-0 data-starting-style:translate-y-[calc(100%+1.5rem)]';

function ToastList() {
  const t = useTranslations('ui');
  const { toasts } = BaseToast.useToastManager<ToastData>();
  return toasts.map((toast) => {
    const tone = toast.data?.tone ?? 'info';
    const Icon = toneIcons[tone];
    return (
      <BaseToast.Root key={toast.id} toast={toast} className={stack}>
        <BaseToast.Content className="flex items-start gap-3 rounded-lg border border-border-strong bg-raised py-2 pr-2 pl-4 shadow-lg">
          <Icon aria-hidden="true" className={cx('mt-2.5 size-5 shrink-0', toneText[tone])} />
          <div className="min-w-0 flex-1 py-2">
            <BaseToast.Title className="font-semibold text-sm" />
            <BaseToast.Description className="mt-0.5 text-sm text-text-muted" />
          </div>
          <BaseToast.Close
            aria-label={t('close')}
            className={buttonClass('ghost', 'md', 'w-control shrink-0 px-0! text-text-muted')}
          >
            <X aria-hidden="true" className="size-4" />
          </BaseToast.Close>
        </BaseToast.Content>
      </BaseToast.Root>
    );
  });
}
