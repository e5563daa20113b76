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
      stem: { ko: '이 프로그램은 무엇을 출력하나요?', en: 'What does this program print?' },
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
      stem: { ko: '지금 하트비트를 보내는 서버는 어느 것인가요?', en: 'Which server sends heartbeats now?' },
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
      stem: { ko: '몇 표로 당선되나요?', en: 'How many votes win?' },
      lab: 'raft',
      prediction: 'votes-to-win',
      explanation: { ko: '과반수입니다.', en: 'A majority.' },
    }),
  },
  {
    response: { cause: 'never-voted', line: 1 },
    item: parse({
      type: 'diagnose',
      id: 'sample-diagnose',
      objective,
      source: { id: 'raft', at: '§5.1' },
      stem: { ko: 's1은 왜 리더에서 물러났나요?', en: 'Why did s1 step down?' },
      evidence: {
        name: { ko: 's1의 로그', en: 'Log of s1' },
        text: 'term=4 role=leader\nsent AppendEntries to s2 (term=4)\nreply from s2: success=false term=5\nterm=5 role=follower\n',
      },
      causes: [
        {
          id: 'higher-term',
          correct: true,
          text: { ko: '더 높은 임기를 보았습니다', en: 'It saw a higher term' },
          explanation: {
            ko: '더 높은 임기를 본 서버는 팔로워가 됩니다.',
            en: 'A server that sees one becomes a follower.',
          },
        },
        {
          id: 'never-voted',
          text: { ko: 's2의 표를 받지 못했습니다', en: 'It never had the vote of s2' },
          explanation: {
            ko: '리더가 된 뒤에는 표를 다시 묻지 않습니다.',
            en: 'A leader does not ask for votes again.',
          },
        },
        {
          id: 'timeout',
          text: { ko: '선거 타임아웃이 지났습니다', en: 'Its election timeout passed' },
          explanation: { ko: '리더에게는 선거 타임아웃이 없습니다.', en: 'A leader has no election timeout.' },
        },
      ],
      shownBy: { lines: [3], explanation: { ko: '답에 임기 5가 적혀 있습니다.', en: 'The reply says term 5.' } },
    }),
  },
  {
    response: 'four',
    item: parse({
      type: 'choose-a-configuration',
      id: 'sample-choose-a-configuration',
      objective,
      source: { id: 'raft', at: '§5.1' },
      stem: {
        ko: '두 대가 멈춰도 리더를 뽑는 가장 작은 클러스터는 어느 것인가요?',
        en: 'Which is the smallest cluster that elects a leader after two servers have stopped?',
      },
      lab: 'raft',
      scenario: 'first-election',
      options: [3, 4, 5].map((servers) => ({
        id: { 3: 'three', 4: 'four', 5: 'five' }[servers],
        settings: { servers: String(servers) },
        change: { 'config.servers': servers },
        step: 10,
        correct: servers === 5,
        explanation: {
          ko: `과반수는 ${Math.floor(servers / 2) + 1}입니다.`,
          en: `A majority is ${Math.floor(servers / 2) + 1}.`,
        },
      })),
    }),
  },
  {
    response: { line: 2, repair: 'older' },
    item: parse({
      type: 'repair-a-line',
      id: 'sample-repair-a-line',
      objective,
      source,
      stem: {
        ko: '지난 임기의 요청을 거절하도록 한 줄을 고치세요.',
        en: 'Change one line so that requests of past terms are refused.',
      },
      language: 'python',
      code: 'def grants(self, request):\n    if request.term > self.current_term:\n        return False\n    return self.voted_for in (None, request.candidate_id)\n',
      repairs: [
        {
          id: 'below',
          line: 2,
          correct: true,
          code: '    if request.term < self.current_term:',
          explanation: { ko: '임기가 낮은 요청이 지난 요청입니다.', en: 'A lower term is a past one.' },
        },
        {
          id: 'older',
          line: 2,
          code: '    if request.term <= self.current_term:',
          explanation: { ko: '같은 임기의 요청까지 거절합니다.', en: 'That refuses those of the same term, too.' },
        },
        {
          id: 'never',
          line: 3,
          code: '        return True',
          explanation: {
            ko: '더 높은 임기의 요청에 언제나 표를 줍니다.',
            en: 'That grants every request of a higher term.',
          },
        },
        {
          id: 'anyone',
          line: 4,
          code: '    return self.voted_for is None',
          explanation: { ko: '같은 후보가 다시 물어도 거절합니다.', en: 'That refuses a candidate that asks again.' },
        },
      ],
    }),
  },
  {
    response: ['s1'],
    item: parse({
      type: 'generated',
      id: 'sample-generated',
      objective,
      source: { id: 'raft', at: '§5.4.1' },
      stem: { ko: '누가 리더가 될 수 있나요?', en: 'Who can become leader?' },
      lab: 'raft',
      generator: 'who-can-win',
      difficulty: 1,
    }),
  },
];
