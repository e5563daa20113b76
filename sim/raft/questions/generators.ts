import { whatIsCommitted } from './what-is-committed';
import { whoCanWin } from './who-can-win';
import { whoGrantsTheVote } from './who-grants-the-vote';

/** Raft's question generators. */
export const raftQuestions = [whoCanWin, whoGrantsTheVote, whatIsCommitted];
