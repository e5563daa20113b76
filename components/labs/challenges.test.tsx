import { act, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { ChallengeBar } from '@/components/lab-shell/challenges/challenge-bar';
import { LabChallengesProvider } from '@/components/lab-shell/challenges/challenges-context';
import { ChallengesPanel } from '@/components/lab-shell/challenges/challenges-panel';
import { LabShell } from '@/components/lab-shell/lab-shell';
import { LabSessionProvider } from '@/components/lab-shell/run/lab-context';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import type { LabTasks } from '@/components/lab-shell/run/openable-lab';
import { useOwn } from '@/components/reader/account-provider';
import type { OwnLab } from '@/components/reader/own';
import { renderPage, t } from '@/components/testing/render-page';
import type { Sender } from '@/lib/outbox';
import { view } from './raft/view';
import { useChallenges } from './use-challenges';

vi.mock('@/components/lab-shell/stage/nodes/lab-canvas', () => ({ LabCanvas: () => null }));

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal('IntersectionObserver', ResizeObserver);
});
afterEach(() => vi.unstubAllGlobals());

const noCredit = {};
const nothing = () => undefined;

interface PageProps {
  readonly tasks: LabTasks;
  readonly first: LabSession;
  readonly onRun: (session: LabSession) => void;
}

/** The part of a lab's page that is about challenges. */
function Page({ tasks, first, onRun }: PageProps) {
  const [session, setSession] = useState(first);
  const [revision, setRevision] = useState(0);
  const own = useOwn<OwnLab>('labs/raft', revision);
  const [askAgain] = useState(() => () => setRevision((count) => count + 1));
  const [start] = useState(() => (id: string) => {
    const started = tasks.openChallenge(id);
    if (started === null) return;
    onRun(started);
    setSession(started);
  });
  const loaded = { ...tasks, texts: {} };
  const offered = useChallenges('raft', { loaded, load: nothing }, session, own?.credited ?? noCredit, {
    start,
    askAgain,
  });
  return (
    <LabChallengesProvider offered={offered}>
      <LabShell
        session={session}
        label="Raft"
        layout="page"
        canvasShape="square"
        onSession={nothing}
        header={
          <LabSessionProvider session={session}>
            <ChallengeBar />
            <ChallengesPanel />
          </LabSessionProvider>
        }
      />
    </LabChallengesProvider>
  );
}

/** The page at a challenge; `run` is what stands on it. */
async function openPage(id: string, send: Sender) {
  const tasks = await view.tasks();
  const first = tasks.openChallenge(id);
  if (first === null) throw new Error(`there is no challenge ${id}`);
  const page = { run: first };
  const user = renderPage(
    <Page tasks={tasks} first={first} onRun={(session) => Object.assign(page, { run: session })} />,
    {
      senders: { challenge: send },
    },
  );
  return { page, user };
}

/** Lets s2's election timeout elapse, and the run go on until its goal is met. */
function solve({ player, actions }: LabSession): void {
  act(() => {
    actions('s2', t)
      .find(({ id }) => id === 'timeout')
      ?.run();
    for (let marks = 0; marks < 4; marks += 1) player.getState().toNextMark();
  });
}

const words = (id: 'depose-a-leader' | 'elect-a-leader', part: 'title' | 'goal' | 'shown') =>
  t(`labs.raft.challenges.${id}.${part}`);

it('what is solved says what was shown, and one button leads to the next challenge', async () => {
  const { page, user } = await openPage('elect-a-leader', async () => ({ ok: true, commandsUsed: 1 }));
  const bar = screen.getByRole('region', { name: words('elect-a-leader', 'title') });
  expect(bar.textContent).toContain(words('elect-a-leader', 'goal'));
  solve(page.run);
  await waitFor(() => expect(bar.textContent).toContain(t('lab.challenges.credit.credited')));
  expect(bar.textContent).toContain(words('elect-a-leader', 'shown'));
  await user.click(
    within(bar).getByRole('button', { name: t('lab.challenges.next', { title: words('depose-a-leader', 'title') }) }),
  );
  expect(page.run.challenge?.id).toBe('depose-a-leader');
});

it('the ladder says where to start, and moves on with what is solved', async () => {
  const { page } = await openPage('depose-a-leader', async () => ({ ok: true, commandsUsed: 1 }));
  const firstRung = () => screen.getByRole('button', { name: new RegExp(`^${words('elect-a-leader', 'title')}`) });
  expect(firstRung().textContent).toContain(t('lab.challenges.startHere'));
  solve(page.run);
  await waitFor(() => expect(firstRung().textContent).toContain(t('lab.challenges.goOnHere')));
});

it('a challenge that had to wait is solved once another tab has sent it', async () => {
  const fetchOwn = vi.fn(async () => Response.json({ credited: {}, answers: {} }));
  vi.stubGlobal('fetch', fetchOwn);
  const { page } = await openPage('depose-a-leader', async () => {
    throw new TypeError('offline');
  });
  solve(page.run);
  const bar = screen.getByRole('region', { name: words('depose-a-leader', 'title') });
  await waitFor(() => expect(bar.textContent).toContain(t('lab.challenges.credit.queued')));

  fetchOwn.mockImplementation(async () => Response.json({ credited: { 'depose-a-leader': 1 }, answers: {} }));
  localStorage.clear();
  act(() => void window.dispatchEvent(new Event('storage')));
  await waitFor(() => expect(bar.textContent).toContain(t('lab.challenges.credit.credited')));
});

it('the one that cannot be met offers the explorer beside its goal', async () => {
  await openPage('two-leaders-in-one-term', async () => ({ ok: true }));
  const bar = screen.getByRole('region', { name: t('labs.raft.challenges.two-leaders-in-one-term.title') });
  expect(within(bar).getByRole('button', { name: t('lab.challenges.search') })).toBeTruthy();
});

/** Lets s2's election timeout elapse, and no more. */
function tryAt({ actions }: LabSession): void {
  act(() =>
    actions('s2', t)
      .find(({ id }) => id === 'timeout')
      ?.run(),
  );
}

/** The tries that the server was sent: the challenge of each and how long it took. */
function triesIn(send: ReturnType<typeof vi.fn<Sender>>) {
  const bodies = send.mock.calls.map(([body]) => Object(body));
  return bodies
    .filter(({ spentMs }) => spentMs !== undefined)
    .map(({ challengeId, spentMs }) => [challengeId, spentMs]);
}

it('a run that did not meet its goal is sent once another takes its place, one in which nothing was done is not', async () => {
  const send = vi.fn<Sender>().mockResolvedValue({ ok: true });
  const { page, user } = await openPage('depose-a-leader', send);
  await user.click(screen.getByRole('button', { name: t('lab.challenges.restart') }));
  expect(triesIn(send)).toEqual([]);
  tryAt(page.run);
  await user.click(screen.getByRole('button', { name: t('lab.challenges.restart') }));
  await waitFor(() => expect(triesIn(send)).toEqual([['depose-a-leader', 0]]));
});

it('who is at a run for a quarter of an hour is told of then, and once', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const send = vi.fn<Sender>().mockResolvedValue({ ok: true });
  const { page } = await openPage('depose-a-leader', send);
  const pass = async (minutes: number) => act(() => vi.advanceTimersByTimeAsync(minutes * 60_000));
  // Looking at the challenge is no try at it.
  await pass(20);
  tryAt(page.run);
  await pass(14);
  expect(triesIn(send)).toEqual([]);
  await pass(1);
  expect(triesIn(send)).toEqual([['depose-a-leader', 900_000]]);
  await pass(20);
  expect(triesIn(send)).toHaveLength(1);
});
