import { jointMajority } from './joint-majority';
import { whatIsCommitted } from './what-is-committed';
import { whatIsRemoved } from './what-is-removed';
import { whereTheLogsAgree } from './where-the-logs-agree';
import { whoCanWin } from './who-can-win';
import { whoGrantsTheVote } from './who-grants-the-vote';

/** Raft's question generators. */
export const raftQuestions = [
  whoCanWin,
  whoGrantsTheVote,
  whatIsCommitted,
  whereTheLogsAgree,
  whatIsRemoved,
  jointMajority,
];
