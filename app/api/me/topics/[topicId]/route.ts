import { topics } from '@/content/catalog';
import { creditsOf } from '@/server/challenges';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { lessonPredictionsOf } from '@/server/lesson-predictions';
import { ownAnswer } from '@/server/own-answer';
import { sectionsRead } from '@/server/progress';
import { readingPosition } from '@/server/reading-position';
import { topicCards } from '@/server/topic-cards';
import { isLabId } from '@/sim/catalog';

/** What the reader has done in one topic: an `OwnTopic`, or null. */
export async function GET(_: Request, { params }: RouteContext<'/api/me/topics/[topicId]'>): Promise<Response> {
  const topic = (await topics()).get((await params).topicId);
  if (topic === undefined) return new Response(null, { status: 404 });
  return ownAnswer(async ({ id }) => {
    const db = await database();
    const [read, position, predicted, cards, credits] = await Promise.all([
      sectionsRead(db, id, topic.id),
      readingPosition(db, id, topic.id),
      lessonPredictionsOf(db, id, topic.id),
      topicCards(db, id, topic.id, nowMs()),
      Promise.all(topic.labs.filter(isLabId).map(async (labId) => [labId, await creditsOf(db, id, labId)] as const)),
    ]);
    return { read, position, predicted, cards, credits: Object.fromEntries(credits) };
  });
}
