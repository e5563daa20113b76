import { act, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import { t } from '@/components/testing/render-page';
import { type Opened, openAddress, openChallenge, openScenario } from './open-address';
import { view as lab } from './raft/view';
import { useAddressedRun } from './use-addressed-run';

beforeEach(() => window.history.replaceState(null, '', '/en/labs/raft'));
afterEach(() => vi.useRealTimers());

/** The lab's page at the present address, as a reload or a second tab opens it. */
async function openPage(isFramed = false) {
  const left: LabSession[] = [];
  const first = await openAddress(lab);
  const options = { isFramed, onLeave: (session: LabSession) => left.push(session) };
  const { result, unmount } = renderHook(() => useAddressedRun(lab, first, options));
  return {
    left,
    unmount,
    get session() {
      return sessionOf(result.current.opened);
    },
    /** Follows a link of the page. */
    link: (search: string) =>
      act(async () => {
        window.history.pushState(null, '', search);
        result.current.reopen();
      }),
    choose: (next: Opened) => act(async () => result.current.choose(next)),
  };
}

function sessionOf(opened: Opened): LabSession {
  if (!('session' in opened)) throw new Error(opened.refusal);
  return opened.session;
}

const now = ({ player }: LabSession) => {
  const { step, tick } = player.getState();
  return { step, tick };
};

const query = () => new URLSearchParams(window.location.search);

async function back(): Promise<void> {
  await act(async () => {
    const gone = new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }));
    window.history.back();
    await gone;
  });
}

/** Crashes the server that is named. */
function crash(session: LabSession, server: string): void {
  const action = session.actions(server, t).find(({ id }) => id === 'crash');
  act(() => action?.run());
}

it('a scenario that was run in short tasks before opens as it does at once', async () => {
  const [, { id }] = lab.scenarios as readonly [unknown, { readonly id: string }];
  const opened = () => {
    const session = sessionOf(openScenario(lab, id));
    return { recording: JSON.stringify(session.simulated?.recording()), ...now(session) };
  };
  const atOnce = opened();
  expect(atOnce.recording).toContain('"commands":[{');
  await lab.prepareScenario(id);
  expect(opened()).toEqual(atOnce);
  await lab.prepareScenario('none');
});

it('a page without a query opens the first scenario and leaves the address alone', async () => {
  const page = await openPage();
  expect(page.session.scenarioId).toBe(lab.scenarios[0]?.id);
  expect(window.location.search).toBe('');
});

it('a scenario that is chosen is in the address, and Back undoes the choice', async () => {
  const page = await openPage();
  await page.choose(openScenario(lab, 'split-vote'));
  await waitFor(() => expect(query().get('scenario')).toBe('split-vote'));
  await back();
  await waitFor(() => expect(page.session.scenarioId).toBe(lab.scenarios[0]?.id));
  expect(window.location.search).toBe('');
});

it('a step replaces the address; opened anew it stands at the same moment of the same scenario, and tells no more than was seen', async () => {
  const page = await openPage();
  await page.choose(openScenario(lab, 'split-vote'));
  const entries = window.history.length;
  act(() => page.session.player.getState().seekStep(9));
  const { step, tick } = now(page.session);
  await waitFor(() => expect(query().get('at')).toBe(`${step}-${tick}`));
  expect(query().get('run')).toBeNull();
  await waitFor(() => expect(window.history.length).toBe(entries));
  page.unmount();

  const reloaded = await openPage();
  expect(now(reloaded.session)).toEqual({ step, tick });
  expect(reloaded.session.scenarioId).toBe('split-vote');
  expect(reloaded.session.player.getState().seenEnd.step).toBe(9);
});

it('what somebody did in a scenario is in the address, and is still a run of that scenario', async () => {
  const page = await openPage();
  await page.choose(openScenario(lab, 'split-vote'));
  act(() => page.session.player.getState().seekStep(9));
  crash(page.session, 's1');
  await waitFor(() => expect(query().get('run')).not.toBeNull());
  const done = JSON.stringify(page.session.simulated?.recording());
  page.unmount();

  const reloaded = await openPage();
  expect(JSON.stringify(reloaded.session.simulated?.recording())).toBe(done);
  expect(reloaded.session.scenarioId).toBe('split-vote');
});

it('an attempt at a challenge is opened anew as one, with the commands that it took', async () => {
  const page = await openPage();
  await page.choose(openChallenge((await lab.tasks()).openChallenge('depose-a-leader')));
  await waitFor(() => expect(window.location.search).toBe('?challenge=depose-a-leader'));
  page.unmount();
  const begun = await openPage();
  expect(begun.session.challenge?.status().commandsUsed).toBe(0);
  crash(begun.session, 's2');
  await waitFor(() => expect(query().get('run')).not.toBeNull());
  begun.unmount();

  const reloaded = await openPage();
  expect(reloaded.session.challenge?.id).toBe('depose-a-leader');
  expect(reloaded.session.challenge?.status().commandsUsed).toBe(1);
});

it('Back leads to a run that was left as it stood, although the address was not yet written', async () => {
  const page = await openPage();
  act(() => page.session.player.getState().seekStep(9));
  crash(page.session, 's1');
  const left = page.session;
  await page.choose(openScenario(lab, 'split-vote'));
  await waitFor(() => expect(query().get('scenario')).toBe('split-vote'));
  expect(page.left).toEqual([left]);
  await back();
  const recordingOf = (session: LabSession) => JSON.stringify(session.simulated?.recording());
  await waitFor(() => expect(recordingOf(page.session)).toBe(recordingOf(left)));
});

it('going to another place of the page leaves the run as it is', async () => {
  const page = await openPage();
  crash(page.session, 's1');
  const { session } = page;
  await act(async () => {
    const gone = new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }));
    window.location.hash = 'lab';
    await gone;
  });
  expect(page.session).toBe(session);
});

it('a link of the page itself opens the run that it leads to', async () => {
  const page = await openPage();
  await page.link('?scenario=split-vote');
  await waitFor(() => expect(page.session.scenarioId).toBe('split-vote'));
  const { session } = page;
  await page.link('?scenario=split-vote');
  expect(page.session).toBe(session);
});

it('a link that was made before scenarios were in it still opens', async () => {
  const link = await lab.openScenario('leader-crash')?.simulated?.link();
  window.history.replaceState(null, '', `/en/labs/raft?run=${link}&at=3-0`);
  const page = await openPage();
  expect(page.session.player.getState().step).toBe(3);
  expect(page.session.scenarioId).toBeNull();
});

it('a run is not believed to have begun as another scenario', async () => {
  const link = await lab.openScenario('leader-crash')?.simulated?.withSeed(99).simulated?.link();
  window.history.replaceState(null, '', `/en/labs/raft?scenario=leader-crash&run=${link}`);
  expect((await openPage()).session.scenarioId).toBeNull();
  window.history.replaceState(null, '', `/en/labs/raft?challenge=depose-a-leader&run=${link}`);
  expect((await openPage()).session.challenge).toBeNull();
});

it('in a frame the address is kept, and the history is the page’s around it', async () => {
  const page = await openPage(true);
  const entries = window.history.length;
  const other = page.session.simulated?.withSeed(7);
  if (other === undefined) throw new Error('a scenario is simulated');
  await page.choose({ session: other, query: null });
  await waitFor(() => expect(query().get('run')).not.toBeNull());
  expect(window.history.length).toBe(entries);
});
