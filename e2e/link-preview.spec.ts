import { type APIRequestContext, expect, test } from '@playwright/test';
import { recordScenario } from '../sim/core/scenario';
import { encodeRecording } from '../sim/core/share-link';
import { raftLab } from '../sim/raft/lab';
import { texts } from './fixtures/language';

const tag = ['@labs', '@raft', '@lesson'];

/** What a page says of itself to those who show links, as they ask for it: without a browser. */
async function preview(request: APIRequestContext, path: string) {
  const response = await request.get(path);
  expect(response.status()).toBe(200);
  const html = await response.text();
  const meta = (name: string) => new RegExp(`<meta property="${name}" content="([^"]*)"`).exec(html)?.[1] ?? '';
  const image = new URL(meta('og:image').replaceAll('&amp;', '&'));
  return { title: meta('og:title'), image: `${image.pathname}${image.search}` };
}

async function expectPicture(request: APIRequestContext, image: string): Promise<void> {
  const response = await request.get(image);
  expect([response.status(), response.headers()['content-type']]).toEqual([200, 'image/png']);
  const png = await response.body();
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
}

test('a link to a lab, a scenario or a lesson shows the picture that the build has drawn', { tag }, async ({
  request,
}) => {
  const t = texts('ko');
  const pages = {
    '/ko': '/previews/ko/site.png',
    '/ko/labs/raft': '/previews/ko/labs/raft.png',
    '/ko/labs/raft?scenario=leader-crash': '/previews/ko/labs/raft/leader-crash.png',
    '/ko/topics/12-consensus-algorithms/lesson/elections': '/previews/ko/topics/12-consensus-algorithms/elections.png',
  };
  for (const [path, image] of Object.entries(pages)) {
    expect([path, (await preview(request, path)).image]).toEqual([path, image]);
    await expectPicture(request, image);
  }
  const { title } = await preview(request, '/ko/labs/raft?scenario=leader-crash');
  expect(title).toContain(t('labs.raft.scenarios.leader-crash.title'));
});

test('a link to a run shows the run, drawn when it is asked for', { tag }, async ({ request }) => {
  const [scenario] = raftLab.scenarios;
  if (scenario === undefined) throw new Error('no scenario');
  const run = encodeRecording(recordScenario(raftLab.simulation, scenario));
  const { image } = await preview(request, `/en/labs/raft?run=${run}`);
  expect(image).toMatch(/^\/api\/preview\/raft\?locale=en&run=/);
  await expectPicture(request, image);
  const challenge = await preview(request, '/en/labs/raft?challenge=elect-a-leader');
  expect(challenge.title).toContain(texts('en')('labs.raft.challenges.elect-a-leader.title'));
  await expectPicture(request, challenge.image);
});

test('what leads to no run has no picture', { tag }, async ({ request }) => {
  for (const query of ['locale=en&run=nonsense', 'locale=en&scenario=none', 'locale=fr', '']) {
    expect((await request.get(`/api/preview/raft?${query}`)).status()).toBe(404);
  }
  expect((await request.get('/api/preview/none?locale=en')).status()).toBe(404);
});
