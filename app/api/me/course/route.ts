import { ownWork } from '@/app/own-work';
import { topics } from '@/content/catalog';
import { ownAnswer } from '@/server/own-answer';

/** What the reader has done in each topic, and where to go on: an `OwnCourse`, or null. */
export function GET(): Promise<Response> {
  return ownAnswer(async ({ id }) => ownWork(id, await topics()));
}
