import { type QuizItem, quizItem } from '@/quiz/schema';
import type { Sample } from './sample-items';

const source = { id: 'raft', at: 'Figure 2' };
const objective = 'follow-an-election';
const parse = (body: unknown): QuizItem => quizItem.parse(body);

/** The types that show things beside one another, code, or a lab. */
export const moreSamples: readonly Sample[] = [
  {
    response: { 'request-vote': 'gather', 'append-entries': 'replicate', 'install-snapshot': 'catch-up' },
    item: parse({
      type: 'matching',
      id: 'sample-matching',
      objective,
      source,
      stem: { ko: 'RPC와 그 쓰임을 짝지으십시오.', en: 'Match each RPC with what it is for.' },
      targets: [
        { id: 'gather', text: { ko: '표를 모읍니다', en: 'To gather votes' } },
        {
          id: 'replicate',
          text: { ko: '엔트리를 복제하고 하트비트로 씁니다', en: 'To replicate entries, and as a heartbeat' },
        },
        {
          id: 'catch-up',
          text: { ko: '뒤처진 팔로워에 스냅숏을 보냅니다', en: 'To send a snapshot to a follower that lags' },
        },
      ],
      things: [
        {
          id: 'request-vote',
          text: { ko: 'RequestVote', en: 'RequestVote' },
          to: 'gather',
          explanation: { ko: '후보가 보냅니다.', en: 'Candidates send it.' },
        },
        {
          id: 'append-entries',
          text: { ko: 'AppendEntries', en: 'AppendEntries' },
          to: 'replicate',
          explanation: { ko: '리더가 보냅니다.', en: 'Leaders send it.' },
        },
        {
          id: 'install-snapshot',
          text: { ko: 'InstallSnapshot', en: 'InstallSnapshot' },
          to: 'catch-up',
          explanation: { ko: '리더가 보냅니다.', en: 'Leaders send it.' },
        },
      ],
    }),
  },
  {
    response: { 'current-term': 'persistent', log: 'volatile', 'commit-index': 'volatile' },
    item: parse({
      type: 'classification',
      id: 'sample-classification',
      objective,
      source,
      stem: { ko: '서버의 상태를 분류하십시오.', en: 'Sort the state of a server.' },
      targets: [
        { id: 'persistent', text: { ko: '영속 상태', en: 'Persistent state' } },
        { id: 'volatile', text: { ko: '휘발성 상태', en: 'Volatile state' } },
      ],
      things: [
        {
          id: 'current-term',
          text: { ko: '`currentTerm`', en: '`currentTerm`' },
          to: 'persistent',
          explanation: { ko: '응답 전에 기록합니다.', en: 'Written before it answers.' },
        },
        {
          id: 'log',
          text: { ko: '`log[]`', en: '`log[]`' },
          to: 'persistent',
          explanation: { ko: '응답 전에 기록합니다.', en: 'Written before it answers.' },
        },
        {
          id: 'commit-index',
          text: { ko: '`commitIndex`', en: '`commitIndex`' },
          to: 'volatile',
          explanation: { ko: '재시작하면 0부터 다시 올라갑니다.', en: 'It starts from 0 again after a restart.' },
        },
      ],
    }),
  },
  {
    response: { answer: 'True', asked: 'request.candidate_id' },
    item: parse({
      type: 'fill-in-the-code',
      id: 'sample-fill-in-the-code',
      objective,
      source,
      stem: {
        ko: '투표를 결정하는 함수를 완성하십시오.',
        en: 'Complete the function that decides about a vote.',
      },
      language: 'python',
      code: 'def grants(self, request):\n    if request.term < self.current_term:\n        return ⟦answer⟧\n    return self.voted_for in (None, ⟦asked⟧)',
      gaps: [
        {
          id: 'answer',
          accepted: ['False'],
          distractors: [
            {
              form: 'True',
              feedback: { ko: '지난 임기의 요청은 거절합니다.', en: 'A request of a past term is refused.' },
            },
          ],
          explanation: { ko: '지난 임기의 요청은 거절합니다.', en: 'A request of a past term is refused.' },
        },
        {
          id: 'asked',
          accepted: ['request.candidate_id'],
          explanation: {
            ko: '같은 후보에게는 다시 표를 주어도 됩니다.',
            en: 'The same candidate may be given the vote once more.',
          },
        },
      ],
    }),
  },
  {
    response: '0 1\n2 2',
    item: parse({
      type: 'predict-the-output',
      id: 'sample-predict-the-output',
      objective,
      source,
      stem: { ko: '이 프로그램은 무엇을 출력합니까?', en: 'What does this program print?' },
      language: 'python',
      code: 'terms = [1, 1, 2, 3]\nfor index, term in enumerate(terms):\n    if term > 1:\n        print(index, term)',
      output: '2 2\n3 3',
      explanation: { ko: '임기가 1보다 큰 엔트리만 출력합니다.', en: 'Only entries of terms above 1 are printed.' },
    }),
  },
  {
    response: 's1',
    item: parse({
      type: 'pick-on-the-diagram',
      id: 'sample-pick-on-the-diagram',
      objective,
      source: { id: 'raft', at: '§5.2' },
      stem: { ko: '지금 하트비트를 보내는 서버는 어느 것입니까?', en: 'Which server sends heartbeats now?' },
      picture: { lab: 'raft', scenario: 'first-election', step: 9 },
      pick: 'node',
      targets: ['s1', 's2', 's3', 's4', 's5'].map((id) => ({
        id,
        text: { ko: id, en: id },
        correct: id === 's5',
        explanation:
          id === 's5'
            ? { ko: '리더입니다.', en: 'It is the leader.' }
            : { ko: '팔로워입니다.', en: 'It is a follower.' },
      })),
    }),
  },
  {
    response: '3',
    item: parse({
      type: 'predict-then-run',
      id: 'sample-predict-then-run',
      objective,
      source: { id: 'raft', at: '§5.2' },
      stem: { ko: '몇 표로 당선됩니까?', en: 'How many votes win?' },
      lab: 'raft',
      prediction: 'votes-to-win',
      explanation: { ko: '과반수입니다.', en: 'A majority.' },
    }),
  },
  {
    response: ['s1'],
    item: parse({
      type: 'generated',
      id: 'sample-generated',
      objective,
      source: { id: 'raft', at: '§5.4.1' },
      stem: { ko: '누가 리더가 될 수 있습니까?', en: 'Who can become leader?' },
      lab: 'raft',
      generator: 'who-can-win',
      difficulty: 1,
    }),
  },
];
