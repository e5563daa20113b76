import { creditsOf } from '@/server/challenges';
import { database } from '@/server/database';
import { ownAnswer } from '@/server/own-answer';
import { predictionsOf } from '@/server/predictions';
import { isLabId } from '@/sim/catalog';

/** What the reader has done in one lab: an `OwnLab`, or null. */
export async function GET(_: Request, { params }: RouteContext<'/api/me/labs/[labId]'>): Promise<Response> {
  const { labId } = await params;
  if (!isLabId(labId)) return new Response(null, { status: 404 });
  return ownAnswer(async ({ id }) => {
    const db = await database();
    const [credited, answers] = await Promise.all([creditsOf(db, id, labId), predictionsOf(db, id, labId)]);
    return { credited, answers };
  });
}
