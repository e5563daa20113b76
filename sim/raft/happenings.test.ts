import { expect, test } from 'vitest';
import { whenItHappens } from '../core/happening';
import { recordScenario } from '../core/scenario';
import { raftHappenings } from './happenings';
import { raft } from './raft';
import { raftScenarios } from './scenarios';

function happening(id: (typeof raftHappenings)[number]['id']) {
  const found = raftHappenings.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no happening "${id}"`);
  return found;
}

function scenario(id: string) {
  const found = raftScenarios.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no scenario "${id}"`);
  return recordScenario(raft, found);
}

test('a leader was elected: once in the first election, and not again afterwards', () => {
  const recording = scenario('first-election');
  const met = whenItHappens(raft, happening('a-leader-was-elected'), recording);
  expect(met).not.toBeNull();
  expect(whenItHappens(raft, happening('a-leader-was-elected'), recording, met?.step)).toBeNull();
});
