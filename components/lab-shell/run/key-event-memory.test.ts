// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import { noteStop, setKeepsPlaying, unseenKeyEvents } from './key-event-memory';

beforeEach(() => localStorage.clear());

it('stops once at each key event of a scenario', () => {
  expect(unseenKeyEvents('raft/first-election', ['stands', 'wins'])).toEqual(['stands', 'wins']);
  noteStop('raft/first-election', 'stands');
  noteStop('raft/first-election', 'stands');
  expect(unseenKeyEvents('raft/first-election', ['stands', 'wins'])).toEqual(['wins']);
  expect(unseenKeyEvents('raft/leader-crash', ['stands'])).toEqual(['stands']);
});

it('stops at none once the reader asked to keep playing', () => {
  setKeepsPlaying(true);
  noteStop('raft/first-election', 'stands');
  expect(unseenKeyEvents('raft/leader-crash', ['stands'])).toEqual([]);
});

it('reads what somebody else wrote there as nothing', () => {
  localStorage.setItem('interleave.lab.stops', '[');
  expect(unseenKeyEvents('raft/leader-crash', ['stands'])).toEqual(['stands']);
});
