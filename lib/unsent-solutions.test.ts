import { expect, test, vi } from 'vitest';
import { keepSolution, sendSolutions, solutionsKey } from './unsent-solutions';

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const solution = (challengeId: string, recording: string) => ({ labId: 'raft', challengeId, recording });

test('what was solved without an account goes out once somebody is signed in, once', async () => {
  const kept = storage();
  keepSolution(kept, solution('elect-a-leader', 'first'));
  keepSolution(kept, solution('split', 'only'));
  keepSolution(kept, solution('elect-a-leader', 'better'));
  const send = vi.fn().mockResolvedValue({ status: 'saved', result: null });
  await sendSolutions(kept, { send });
  await sendSolutions(kept, { send });
  const bodies = send.mock.calls.map(([entry]) => entry);
  expect(bodies).toMatchObject([
    { kind: 'challenge', body: solution('split', 'only') },
    { kind: 'challenge', body: solution('elect-a-leader', 'better') },
  ]);
  expect(bodies.every(({ id, body }) => id === body.id)).toBe(true);
});

test('what this code did not write is left out', async () => {
  const send = vi.fn();
  for (const text of ['{', '{}', '[1,{"labId":"raft"}]']) {
    const kept = storage();
    kept.setItem(solutionsKey, text);
    await sendSolutions(kept, { send });
  }
  expect(send).not.toHaveBeenCalled();
});
