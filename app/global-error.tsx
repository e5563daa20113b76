'use client';

import './globals.css';
import { useEffect, useState } from 'react';
import { errorDigest } from '@/components/site/error-digest';
import { Mark } from '@/components/site/mark';
import { applyTheme, themeChoice } from '@/components/site/theme';

interface GlobalErrorProps {
  readonly error: unknown;
  readonly retry: () => void;
}

interface Texts {
  readonly lang: string;
  readonly title: string;
  readonly description: string;
  readonly retry: string;
  readonly errorCode: string;
}

/** Texts are fetched only now, since this page stands outside the provider and is hardly ever seen. */
async function loadTexts(): Promise<Texts> {
  const lang = window.location.pathname.startsWith('/en') ? 'en' : 'ko';
  const { default: messages } =
    lang === 'en' ? await import('../messages/en.json') : await import('../messages/ko.json');
  return {
    lang,
    title: messages.site.error.crash,
    description: messages.site.error.description,
    retry: messages.ui.retry,
    errorCode: messages.ui.errorCode,
  };
}

/** Stands in for the whole document when the layout itself failed. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  const [texts, setTexts] = useState<Texts | null>(null);
  const code = errorDigest(error);

  useEffect(() => {
    applyTheme(themeChoice.read());
    void loadTexts().then(setTexts);
  }, []);

  return (
    <html lang={texts?.lang ?? 'ko'}>
      <body className="grid place-items-center p-6">
        <main className="flex max-w-md flex-col items-center text-center">
          <Mark className="size-10" />
          {texts ? (
            <>
              <title>{texts.title}</title>
              <h1 className="mt-6 text-2xl">{texts.title}</h1>
              <p className="mt-2 text-text-muted">{texts.description}</p>
              <button
                type="button"
                onClick={retry}
                className="mt-6 min-h-control rounded-md bg-ink px-4 font-medium text-on-ink text-sm hover:bg-ink-hover"
              >
                {texts.retry}
              </button>
              {code ? (
                <p className="mt-5 text-sm text-text-subtle">
                  {texts.errorCode} <code className="font-mono">{code}</code>
                </p>
              ) : null}
            </>
          ) : null}
        </main>
      </body>
    </html>
  );
}
