import { expect, test, vi } from 'vitest';
import { drawCard, drawn } from '@/app/previews/card';
import { lessonCard, runCard } from '@/app/previews/run-card';
import { topics } from '@/content/catalog';
import { routing } from '@/lib/i18n/routing';
import { translator } from '@/messages/testing/translator';
import { isLabId, labs } from '@/sim/catalog';
import { recordScenario } from '@/sim/core/scenario';
import { encodeRecording } from '@/sim/core/share-link';
import { raftLab } from '@/sim/raft/lab';

const labIds = Object.keys(labs).filter(isLabId);

test.each(routing.locales)(
  'no text of a lab or a lesson has a character that pictures cannot show (%s)',
  async (locale) => {
    const t = translator(locale);
    const cards = await Promise.all(labIds.map((id) => runCard(id, locale, '')));
    const ofLabs = cards.flatMap((card) => [
      card?.kicker,
      card?.title,
      card?.said,
      ...(card?.items ?? []).flatMap(Object.values),
    ]);
    const ofScenarios = labIds.flatMap((id) =>
      labs[id].scenarios.flatMap((scenario) =>
        (['title', 'summary'] as const).map((part) => t(`labs.${id}.scenarios.${scenario.id}.${part}` as 'site.name')),
      ),
    );
    const ofLessons = [...(await topics()).values()].flatMap(({ title, lessons }) => [
      title[locale],
      ...lessons.flatMap((lesson) => [lesson.title[locale], lesson.objectives[0]?.text[locale]]),
    ]);
    const texts = [...ofLabs, ...ofScenarios, ...ofLessons].filter((text) => typeof text === 'string');
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((text) => drawn(text) !== text.replace(/\s+/gu, ' '))).toEqual([]);
  },
);

test('a name that somebody made up brings nothing that would have to be fetched', () => {
  expect(drawn('큐-1 · 😀\n漢字 𝕏')).toBe('큐-1 · ? ?? ?');
});

test('a run is told by what it began as and by its last moment, a run of nothing by the lab', async () => {
  const [first] = raftLab.scenarios;
  if (first === undefined) throw new Error('no scenario');
  const t = translator('en');
  const run = encodeRecording(recordScenario(raftLab.simulation, first));
  const told = await runCard('raft', 'en', `scenario=${first.id}&run=${run}`);
  expect(told).toMatchObject({
    kicker: t('labs.raft.name'),
    title: t(`labs.raft.scenarios.${first.id}.title` as 'site.name'),
  });
  expect(told?.items.map(({ name }) => name)).toEqual(['s1', 's2', 's3', 's4', 's5']);
  expect(await runCard('raft', 'en', `run=${run}`)).toMatchObject({ title: t('labs.raft.name') });
  const challenge = await runCard('raft', 'en', 'challenge=elect-a-leader');
  expect(challenge?.title).toBe(t('labs.raft.challenges.elect-a-leader.title'));
  for (const query of ['run=nonsense', 'scenario=none', 'challenge=none']) {
    expect(await runCard('raft', 'en', query)).toBeNull();
  }
});

test('a lesson shows its lab at the step that it opens it at, or its words alone', async () => {
  const words = { kicker: 'Consensus', title: 'Elections', said: 'Follow an election.' };
  const moment = { labId: 'raft', scenario: 'leader-crash', step: 75 } as const;
  const shown = await lessonCard('en', words, moment);
  expect(shown).toMatchObject(words);
  expect(shown.items.filter(({ status }) => status === 'success')).toHaveLength(1);
  expect(await lessonCard('en', words, null)).toEqual({ ...words, items: [], bar: null });
});

test('every character that is drawn is in our fonts: nothing is fetched for it', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network'));
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
  const latin = [...range(0x20, 0xff), ...range(0x2010, 0x2026), ...range(0x2190, 0x2265)].map(drawn).join('');
  const hangul = [...range(0x3131, 0x3163), ...range(0xac00, 0xd7a3)]
    .filter((_, index) => index % 20 === 0)
    .map(drawn)
    .join('');
  await drawCard({ kicker: '', title: latin, said: `${drawn(hangul)} ${latin}`, items: [], bar: null });
  // The library reads its own WebAssembly by such an address.
  expect(fetched.mock.calls.map(([address]) => String(address)).filter((each) => !each.startsWith('data:'))).toEqual(
    [],
  );
});

test('a card becomes a picture of the size that chats show large', async () => {
  const card = await runCard('raft', 'ko', '');
  if (card === null) throw new Error('no card');
  const png = Buffer.from(await drawCard(card));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
});
