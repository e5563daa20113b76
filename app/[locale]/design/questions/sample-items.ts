import type * as z from 'zod';
import { type QuizItem, quizItem } from '@/quiz/schema';

/** An item of each type, with an answer to it that is not wholly right. Their facts are those of the Raft paper's Figure 2. */
export interface Sample {
  readonly item: QuizItem;
  readonly response: unknown;
}

function sample(body: z.input<typeof quizItem>, response: unknown): Sample {
  return { item: quizItem.parse(body), response };
}

const source = { id: 'raft', at: 'Figure 2' };
const objective = 'follow-an-election';

export const samples: readonly Sample[] = [
  sample(
    {
      type: 'single',
      id: 'sample-single',
      objective,
      source,
      stem: { ko: '후보는 첫 표를 누구에게서 받나요?', en: 'Who gives a candidate its first vote?' },
      seeItHappen: { lab: 'raft', scenario: 'first-election', step: 5 },
      choices: [
        {
          id: 'itself',
          correct: true,
          text: { ko: '자기 자신', en: 'Itself' },
          explanation: {
            ko: '선거를 시작하며 자신에게 투표합니다.',
            en: 'It votes for itself as it starts the election.',
          },
        },
        {
          id: 'leader',
          text: { ko: '이전 리더', en: 'The leader before it' },
          explanation: {
            ko: '이전 리더는 특별한 역할이 없습니다.',
            en: 'The leader before it has no special part in this.',
          },
        },
      ],
    },
    ['leader'],
  ),
  sample(
    {
      type: 'multiple',
      id: 'sample-multiple',
      objective,
      source,
      stem: {
        ko: '응답하기 전에 디스크에 기록해야 하는 상태를 모두 고르십시오.',
        en: 'Which state must be on disk before a server answers? Choose all that apply.',
      },
      choices: [
        {
          id: 'current-term',
          correct: true,
          text: { ko: '`currentTerm`', en: '`currentTerm`' },
          explanation: { ko: '영속 상태입니다.', en: 'It is persistent state.' },
        },
        {
          id: 'voted-for',
          correct: true,
          text: { ko: '`votedFor`', en: '`votedFor`' },
          explanation: { ko: '영속 상태입니다.', en: 'It is persistent state.' },
        },
        {
          id: 'commit-index',
          text: { ko: '`commitIndex`', en: '`commitIndex`' },
          explanation: { ko: '휘발성 상태입니다.', en: 'It is volatile state.' },
        },
      ],
    },
    ['current-term', 'commit-index'],
  ),
  sample(
    {
      type: 'true-false',
      id: 'sample-true-false',
      objective,
      source,
      stem: {
        ko: '서버 절반의 표를 얻은 후보는 리더가 될 수 있습니다.',
        en: 'A candidate with the votes of half of the servers may become leader.',
      },
      answer: false,
      explanation: { ko: '과반수가 필요합니다.', en: 'It takes a majority.' },
      reasons: [
        {
          id: 'two-halves',
          correct: true,
          text: { ko: '절반은 동시에 둘이 있을 수 있습니다', en: 'There can be two halves at once' },
          explanation: {
            ko: '과반수는 언제나 겹치지만 절반은 겹치지 않습니다.',
            en: 'Majorities always overlap; halves need not.',
          },
        },
        {
          id: 'all-needed',
          text: { ko: '모든 서버의 표가 필요합니다', en: 'The votes of all servers are needed' },
          explanation: { ko: '과반수면 충분합니다.', en: 'A majority is enough.' },
        },
      ],
    },
    { answer: false, reason: 'all-needed' },
  ),
  sample(
    {
      type: 'numeric',
      id: 'sample-numeric',
      objective,
      source: { id: 'raft', at: '§5.2' },
      stem: {
        ko: '논문이 예로 든 선거 타임아웃 범위는 얼마부터 시작하나요?',
        en: 'Where does the range of election timeouts begin that the paper gives as an example?',
      },
      value: 150,
      units: [
        { name: 'ms', factor: 1 },
        { name: 's', factor: 1000 },
      ],
      explanation: { ko: '150~300ms입니다.', en: 'It is 150–300 ms.' },
      mistakes: [{ value: 300, feedback: { ko: '300ms는 범위의 끝입니다.', en: '300 ms is where it ends.' } }],
    },
    { number: '0.3', unit: 's' },
  ),
  sample(
    {
      type: 'short-text',
      id: 'sample-short-text',
      objective,
      source,
      stem: {
        ko: '서버가 현재 임기에 투표한 후보를 담는 필드의 이름은 무엇인가요?',
        en: 'Which field holds the candidate that a server voted for in its current term?',
      },
      accepted: ['votedFor'],
      explanation: { ko: '없으면 null입니다.', en: 'It is null if there is none.' },
      mistakes: [
        { forms: ['currentTerm'], feedback: { ko: '그것은 임기 번호입니다.', en: 'That is the number of the term.' } },
      ],
    },
    'currentTerm',
  ),
  sample(
    {
      type: 'ordering',
      id: 'sample-ordering',
      objective,
      source,
      stem: {
        ko: '후보가 된 서버가 하는 일을 Figure 2의 순서로 놓으십시오.',
        en: 'Put what a new candidate does in the order of Figure 2.',
      },
      steps: [
        { id: 'term', text: { ko: '`currentTerm`을 1 올립니다', en: 'Increment `currentTerm`' } },
        { id: 'vote', text: { ko: '자신에게 투표합니다', en: 'Vote for itself' } },
        { id: 'timer', text: { ko: '선거 타이머를 다시 맞춥니다', en: 'Reset the election timer' } },
        { id: 'ask', text: { ko: '모든 서버에 RequestVote를 보냅니다', en: 'Send RequestVote to all other servers' } },
      ],
      explanation: {
        ko: 'Figure 2, Rules for Servers의 Candidates 항목 순서입니다.',
        en: 'As in Figure 2, Rules for Servers, Candidates.',
      },
    },
    ['vote', 'term', 'timer', 'ask'],
  ),
];
