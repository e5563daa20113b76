import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { answerSubmission } from './answers';
import { reviewSubmission } from './review';

const answer = { attemptId: randomUUID(), answerId: randomUUID(), itemId: 'single', response: ['b'], tries: 1 };
const review = { reviewId: randomUUID(), cardId: randomUUID(), variant: 0, response: ['b'] };

test('an answer that waited in a browser under the old name of its confidence is still taken', () => {
  expect(answerSubmission.parse({ ...answer, sureness: 3 })).toEqual({ ...answer, confidence: 3 });
  expect(reviewSubmission.parse({ ...review, sureness: null })).toEqual({ ...review, confidence: null });
  expect(answerSubmission.safeParse({ ...answer, sureness: 4 }).success).toBe(false);
  expect(answerSubmission.safeParse(answer).success).toBe(false);
});
