import { readFileSync } from 'node:fs';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NextIntlClientProvider } from 'next-intl';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LabShell } from '@/components/lab-shell/lab-shell';
import { LabSessionProvider } from '@/components/lab-shell/run/lab-context';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import { openRecordedRun, openSession } from '@/components/lab-shell/run/open-session';
import { LabStage } from '@/components/lab-shell/stage/lab-stage';
import { OutboxProvider } from '@/components/outbox/outbox-provider';
import { AccountContext } from '@/components/reader/account-provider';
import { texts } from '@/messages/testing/translator';
import { parseTrace, runFromTrace } from '@/sim/core/recorded-run';
import own from './testing/tally/messages.en.json';
import { type TallyTrace, tally, tallyEvent, tallyState } from './testing/tally/model';
import { tallyView } from './testing/tally/view';

const en = { ...texts.en, labs: { ...texts.en.labs, tally: own } };

function show(session: LabSession, isPicture = false) {
  render(
    <NextIntlClientProvider
      locale="en"
      timeZone="UTC"
      messages={en}
      onError={(error) => {
        throw error;
      }}
    >
      <AccountContext value={{ account: null, refresh: async () => {} }}>
        <OutboxProvider senders={{}}>
          {isPicture ? (
            <LabSessionProvider session={session}>
              <LabStage className="" size="lesson" isPicture />
            </LabSessionProvider>
          ) : (
            <LabShell session={session} label="Tally" layout="page" canvasShape="square" onSession={() => undefined} />
          )}
        </OutboxProvider>
      </AccountContext>
    </NextIntlClientProvider>,
  );
  return userEvent.setup();
}

/** A form's code is compiled when it is first opened: on a busy machine that takes its time. */
const CODE_MS = 30_000;

/** Waits until the code of the panels is there. */
const panels = () => screen.findByRole('list', { name: en.lab.nodes.list }, { timeout: CODE_MS });

const open = () => openSession(tallyView, { config: { start: 5 }, seed: 1 });

function openFile(): LabSession {
  const json = readFileSync('components/labs/testing/tally/run.trace.json', 'utf8');
  const parsed = parseTrace(json, { lab: 'tally', version: '1', state: tallyState, event: tallyEvent });
  if (!parsed.ok) throw new Error(parsed.message);
  // The lab's own trace entries, as its model writes them.
  const steps = parsed.trace.steps.map((step) => ({ ...step, trace: step.trace as readonly TallyTrace[] }));
  return openRecordedRun(tallyView, runFromTrace({ ...parsed.trace, steps }, tally.invariants));
}

const tab = (name: string) => screen.getByRole('tab', { name });
/** What the stage itself offers for the item that is selected. */
const onStage = (name: RegExp) => within(screen.getByRole('toolbar')).getByRole('button', { name });
const button = (name: string | RegExp) => screen.getByRole('button', { name });

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  const Observer = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  vi.stubGlobal('IntersectionObserver', Observer);
  vi.stubGlobal('ResizeObserver', Observer);
});
afterEach(() => vi.unstubAllGlobals());

describe('a small lab with a stage of its own', () => {
  it('has no panel, legend or diagram of messages: it sends none', async () => {
    const user = show(open());
    await panels();
    expect(screen.getAllByRole('tab').map(({ textContent }) => textContent)).toEqual([
      'See',
      'Break',
      'Settings',
      'Parts',
      'Trace',
    ]);
    expect(screen.queryByRole('list', { name: en.lab.legend })).toBeNull();
    await user.click(tab('Trace'));
    expect(screen.queryByText(en.lab.spaceTime.show)).toBeNull();
  });

  it('does what is asked of an item that was selected on the stage, and says it', async () => {
    const user = show(open());
    await panels();
    await user.click(button(/^a holds nothing/));
    await user.click(onStage(/^Read/));
    expect(button(/^a holds 5/).getAttribute('aria-pressed')).toBe('true');
    expect(screen.getAllByText('a · reads 5').length).toBeGreaterThan(0);
    expect(screen.getByRole('row', { name: /held.*5/ })).toBeTruthy();
  });

  it('asks for a command’s fields and holds them against its bounds', async () => {
    const user = show(open());
    await panels();
    await user.click(button(/^b holds/));
    // It has read nothing: the dry run says that writing would do nothing.
    expect(screen.queryByRole('button', { name: /^Write/ })).toBeNull();
    await user.click(onStage(/^Read/));
    await user.click(button(/^Write/));
    const form = await screen.findByRole('form', { name: 'Write' }, { timeout: CODE_MS });
    const field = within(form).getByRole('textbox', { name: 'Plus' });
    await user.clear(field);
    await user.type(field, '10');
    await user.click(within(form).getByRole('button', { name: en.lab.do }));
    expect(within(form).getByText('Must be at most 9.')).toBeTruthy();
    await user.clear(field);
    await user.type(field, '3');
    await user.click(within(form).getByRole('button', { name: en.lab.do }));
    expect(screen.getByText('total 8 after step 2')).toBeTruthy();
  });

  it('acts on the lab as a whole without anything selected', async () => {
    const user = show(open());
    await panels();
    await user.click(button('Back to 0'));
    expect(screen.getByText('total 0 after step 1')).toBeTruthy();
    // The model refuses it now.
    expect(screen.queryByRole('button', { name: 'Back to 0' })).toBeNull();
  });

  it('selects and acts by keys', async () => {
    const user = show(open());
    screen.getByRole('region', { name: 'Tally' }).focus();
    await user.keyboard('2r');
    expect(button(/^b holds 5/)).toBeTruthy();
  });

  it('tells a broken rule', async () => {
    const session = open();
    const user = show(session);
    for (const name of ['a', 'b']) {
      await user.click(button(new RegExp(`^${name} holds`)));
      await user.click(onStage(/^Read/));
    }
    for (const name of ['a', 'b']) {
      await user.click(button(new RegExp(`^${name} holds`)));
      await user.click(button(/^Write/));
      await user.click(await screen.findByRole('button', { name: en.lab.do }, { timeout: CODE_MS }));
    }
    expect(screen.getByText('Rule broken: Nothing is lost')).toBeTruthy();
  });

  it('begins again with another setting', () => {
    const opened = open().settings?.open({ start: '7' });
    if (opened === undefined || !('session' in opened)) throw new Error('it did not open');
    show(opened.session);
    expect(screen.getByText('total 7 after step 0')).toBeTruthy();
  });

  it('is a picture in a question: looked at and pointed at, without a shell around it', () => {
    show(open(), true);
    expect(screen.getByText('total 5 after step 0')).toBeTruthy();
    expect(screen.queryByRole('tab')).toBeNull();
  });
});

describe('a run that was read from a file', () => {
  it('is walked through in the same shell, and nothing can be done to it', async () => {
    const session = openFile();
    const user = show(session);
    expect(screen.getByText('total 5 after step 0')).toBeTruthy();
    await user.click(button(en.lab.transport.forward));
    expect(screen.getAllByText('a · reads 5').length).toBeGreaterThan(0);
    await user.click(button(/^a holds 5/));
    expect(screen.queryByRole('button', { name: /^Read/ })).toBeNull();
    expect(screen.queryByRole('tab', { name: 'Settings' })).toBeNull();
    await user.click(button(en.lab.transport.forward));
    expect(screen.getByText('total 6 after step 2')).toBeTruthy();
    expect(session.marks().map(({ state, step }) => [state, step])).toEqual([['success', 2]]);
    await user.click(button(en.lab.transport.back));
    expect(screen.getByText('total 5 after step 1')).toBeTruthy();
  });
});
