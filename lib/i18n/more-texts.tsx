'use client';

import { NextIntlClientProvider, useLocale, useMessages } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import { mergeTexts, type TextTree } from './pick-texts';

interface MoreTextsProps {
  readonly texts: TextTree;
  readonly children: ReactNode;
}

/** Gives the client components below it `texts`, besides those they had. */
export function MoreTexts({ texts, children }: MoreTextsProps) {
  const present = useMessages();
  const messages = useMemo(() => mergeTexts({ ...present }, texts), [present, texts]);
  return (
    <NextIntlClientProvider locale={useLocale()} messages={messages}>
      {children}
    </NextIntlClientProvider>
  );
}
