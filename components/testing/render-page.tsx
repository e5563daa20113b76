import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { OutboxProvider } from '@/components/outbox/outbox-provider';
import { AccountContext } from '@/components/reader/account-provider';
import { pickTexts } from '@/lib/i18n/pick-texts';
import type { Sender } from '@/lib/outbox';
import { texts, translator } from '@/messages/testing/translator';

/** The interface texts in English, as the components format them. */
export const t = translator('en');

const learner = { account: { id: 'learner', name: 'Learner' }, refresh: async () => {} };

interface PageOptions {
  /** The server. */
  readonly senders?: Readonly<Record<string, Sender>>;
  /** What the page was sent of the interface texts; everything without it. One that is missing is an error. */
  readonly namespaces?: readonly string[];
}

/** The part of a page as a signed-in learner has it in English, and somebody at its keyboard. */
export function renderPage(part: ReactNode, { senders = {}, namespaces = Object.keys(texts.en) }: PageOptions = {}) {
  const user = userEvent.setup();
  render(
    <NextIntlClientProvider
      locale="en"
      timeZone="UTC"
      messages={pickTexts({ ...texts.en }, namespaces)}
      onError={(error) => {
        throw error;
      }}
    >
      <AccountContext value={learner}>
        <OutboxProvider senders={senders}>{part}</OutboxProvider>
      </AccountContext>
    </NextIntlClientProvider>,
  );
  return user;
}
