// Draws the pictures of links that are known when the site is built, into public/: the site, each lab, scenario and lesson in both
// languages. Bundled and run by scripts/setup.mjs, from the folder of the site.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { scenarioQuery } from '@/components/lab-shell/share/run-link';
import { type TopicContent, topics } from '@/content/catalog';
import { readLesson } from '@/content/lesson-document';
import { lessonFile } from '@/content/lesson-path';
import { takeInLesson } from '@/content/lesson-reading';
import type { Lesson } from '@/content/topic';
import { type Locale, routing } from '@/lib/i18n/routing';
import { allMessages } from '@/messages/all-messages';
import { isLabId, type LabId, labs } from '@/sim/catalog';
import { previewPath } from '../link-preview';
import { drawCard, type PreviewCard } from './card';
import { lessonCard, runCard } from './run-card';

const publicFolder = path.resolve('public');

type Job = () => Promise<void>;

/** Drawing waits for other threads: a few are drawn at a time. */
const DRAWN_AT_ONCE = 3;

async function write(address: string, card: PreviewCard): Promise<void> {
  const file = path.join(publicFolder, address);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, await drawCard(card));
}

async function cardOf(labId: LabId, locale: Locale, query: string): Promise<PreviewCard> {
  const card = await runCard(labId, locale, query);
  if (card === null) throw new Error(`the lab ${labId} cannot be opened at "${query}"`);
  return card;
}

async function writeSite(locale: Locale): Promise<void> {
  const { home, site } = await allMessages(locale);
  const words = { kicker: '', title: home.title, said: site.description };
  await write(previewPath.site(locale), { ...(await cardOf('raft', locale, '')), ...words });
}

function jobsOfLab(labId: LabId, locale: Locale): readonly Job[] {
  return [
    async () => write(previewPath.lab(locale, labId), await cardOf(labId, locale, '')),
    ...labs[labId].scenarios.map(
      ({ id }) =>
        async () =>
          write(previewPath.scenario(locale, labId, id), await cardOf(labId, locale, scenarioQuery(id))),
    ),
  ];
}

async function writeLesson(topic: TopicContent, lesson: Lesson, locale: Locale): Promise<void> {
  const text = await readFile(path.resolve('content', lessonFile(topic.id, lesson.id, locale)), 'utf8');
  const document = readLesson(text);
  if (!document.ok) throw new Error(`${topic.id}/${lesson.id}: line ${document.line}: ${document.message}`);
  const [first] = takeInLesson(document).labs;
  const words = {
    kicker: topic.title[locale],
    title: lesson.title[locale],
    said: lesson.objectives[0]?.text[locale] ?? '',
  };
  const moment =
    first === undefined || !isLabId(first.lab)
      ? null
      : { labId: first.lab, scenario: first.scenario, step: first.step ?? 0 };
  await write(previewPath.lesson(locale, topic.id, lesson.id), await lessonCard(locale, words, moment));
}

await rm(path.join(publicFolder, 'previews'), { recursive: true, force: true });
const catalogue = [...(await topics()).values()];
const jobs = routing.locales.flatMap((locale): readonly Job[] => [
  () => writeSite(locale),
  ...Object.keys(labs)
    .filter(isLabId)
    .flatMap((labId) => jobsOfLab(labId, locale)),
  ...catalogue.flatMap((topic) => topic.lessons.map((lesson) => () => writeLesson(topic, lesson, locale))),
]);
const waiting = jobs.values();
await Promise.all(
  Array.from({ length: DRAWN_AT_ONCE }, async () => {
    for (const job of waiting) await job();
  }),
);
