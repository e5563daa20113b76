import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { search } from '@/components/lab-shell/explore/explore-search';
import { renderPage } from '@/components/testing/render-page';
import { raftLab } from '@/sim/raft/lab';
import { liveRun } from './cluster-run';
import { LiveCluster } from './live-cluster';

/** The worker's search, in this thread. */
class SearchHere extends EventTarget {
  postMessage(request: Parameters<typeof search>[1]) {
    search(
      raftLab,
      request,
      (data) => this.dispatchEvent(new MessageEvent('message', { data })),
      () => 0,
    );
  }
  terminate() {}
}

beforeEach(() => {
  vi.stubGlobal('Worker', SearchHere);
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('reduced-motion'),
    addEventListener() {},
    removeEventListener() {},
  }));
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  Element.prototype.getAnimations = () => [];
});

function show(): ReturnType<typeof renderPage> {
  const run = liveRun();
  return renderPage(
    <LiveCluster
      first={run.picture()}
      firstNews={{ key: 'leads', values: { server: 's5' } }}
      rule={{ title: 'Election restriction', statement: 'No vote for a log that is behind.' }}
    />,
  );
}

const said = () => within(screen.getByRole('figure')).getByRole('status').textContent;

test('the leader is crashed, and step by step another is elected', async () => {
  const user = show();
  screen.getByText(/^s5 leads/);
  await user.click(screen.getByRole('button', { name: 'Crash the leader' }));
  await waitFor(() => expect(said()).toMatch(/^s5 has crashed/));
  for (let press = 0; press < 4; press += 1) await user.click(screen.getByRole('button', { name: 'Next step' }));
  expect(said()).toMatch(/leads term 2/);
});

test('a rule is switched off, says which it is, and the run that it costs is a link to the lab', async () => {
  const user = show();
  await user.click(screen.getByRole('button', { name: 'Break a rule' }));
  const link = await screen.findByRole('link', { name: 'Open this run in the lab' }, { timeout: 20_000 });
  await waitFor(() => expect(document.activeElement).toBe(link));
  expect(link.getAttribute('href')).toMatch(/^\/labs\/raft\?run=[\w-]{100,}$/);
  screen.getByText('Off: Election restriction.');
  await user.click(screen.getByRole('button', { name: 'Switch the rule back on' }));
  screen.getByRole('button', { name: 'Break a rule' });
}, 30_000);
