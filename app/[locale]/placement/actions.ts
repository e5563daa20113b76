'use server';

import * as z from 'zod';
import { topics } from '@/content/catalog';
import { curriculumTopic, type LessonTurn, lessonTurn } from '@/content/curriculum';
import { type PathId, paths } from '@/content/paths';
import { placement } from '@/content/placement';
import {
  type AreaScore,
  type AreaStatus,
  PLACEMENT_AREAS,
  statusOfArea,
  suggestedPath,
} from '@/content/placement-areas';
import type { Locale } from '@/lib/i18n/routing';
import type { Score } from '@/quiz/item-type';
import type { Reveal } from '@/quiz/score';
import { boundItems } from './items';

const ITEMS_MAX = 20;
const itemId = z.string().max(100);
const oneAnswer = z.strictObject({ itemId, response: z.unknown() });
/** Every answer that was given, by item; what is missing was passed over. */
const allAnswers = z.record(itemId, z.unknown()).refine((given) => Object.keys(given).length <= ITEMS_MAX);

interface PlacedArea extends AreaScore {
  readonly status: AreaStatus;
  readonly topics: readonly AreaTopic[];
}

/** A topic that teaches an area: where it can be read, or when its lesson comes. */
interface AreaTopic {
  readonly number: string;
  readonly title: Readonly<Record<Locale, string>>;
  readonly href: string | null;
  readonly turn: LessonTurn | null;
}

/** A topic of the suggested path that can be taken now. */
interface PlacedLesson {
  readonly href: string;
  readonly title: Readonly<Record<Locale, string>>;
}

interface Refused {
  readonly ok: false;
  /** `invalid`: it says too little to be scored. */
  readonly reason: 'malformed' | 'unknown-item' | 'invalid';
}

/** Scores one answer and tells its key. Nothing is kept: the quiz is there to find a place to begin. */
export async function checkAnswer(
  input: unknown,
): Promise<{ readonly ok: true; readonly score: Score; readonly reveal: Reveal } | Refused> {
  const parsed = oneAnswer.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const item = (await boundItems(await placement())).get(parsed.data.itemId);
  if (item === undefined) return { ok: false, reason: 'unknown-item' };
  const score = item.score(parsed.data.response);
  return score === null ? { ok: false, reason: 'invalid' } : { ok: true, score, reveal: item.reveal() };
}

/** Scores all answers together: points by area, and the path to begin with. */
export async function findPlace(input: unknown): Promise<
  | {
      readonly ok: true;
      readonly path: PathId;
      readonly areas: readonly PlacedArea[];
      readonly lessons: readonly PlacedLesson[];
    }
  | Refused
> {
  const parsed = allAnswers.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const quiz = await placement();
  const bound = await boundItems(quiz);
  const scored = quiz.items.map((item) => {
    const given = Object.hasOwn(parsed.data, item.id) ? bound.get(item.id)?.score(parsed.data[item.id]) : null;
    return { area: item.objective, share: given ? given.earned / given.total : 0 };
  });
  const written = await writtenTopics();
  const areas = PLACEMENT_AREAS.map(({ id, topics: numbers }): PlacedArea => {
    const shares = scored.filter(({ area }) => area === id).map(({ share }) => share);
    // Each item counts the same, however many points it has.
    const score = { area: id, earned: shares.reduce((sum, share) => sum + share, 0), total: shares.length };
    return { ...score, status: statusOfArea(score), topics: numbers.map((number) => areaTopic(number, written)) };
  });
  const path = suggestedPath(areas);
  return { ok: true, path, lessons: await lessonsOf(path), areas };
}

async function writtenTopics(): Promise<ReadonlySet<string>> {
  return new Set([...(await topics()).keys()].map((id) => id.slice(0, 2)));
}

function areaTopic(number: string, written: ReadonlySet<string>): AreaTopic {
  const { id, title } = curriculumTopic(number);
  return { number, title, href: written.has(number) ? `/topics/${id}` : null, turn: lessonTurn(number, written) };
}

/** The written topics of a path, in its order. */
async function lessonsOf(pathId: PathId): Promise<readonly PlacedLesson[]> {
  const written = [...(await topics()).values()];
  const numbers: readonly string[] = paths.find(({ id }) => id === pathId)?.topics ?? [];
  return numbers.flatMap((number) =>
    written.filter(({ id }) => id.startsWith(`${number}-`)).map(({ id, title }) => ({ href: `/topics/${id}`, title })),
  );
}
