import type { LabDesk } from '../lab-desk';
import type { AttemptItem } from '../schema';
import { quizItem } from '../schema';

export const words = (text: string) => ({ ko: `${text} (ko)`, en: text });

const base = { objective: 'an-objective', stem: words('What?'), source: { id: 'a-source', at: '§1' } };

/** An item as it would stand in a file. Throws where the schema would refuse it. */
export function item(body: Readonly<Record<string, unknown>> & { readonly type: string }): AttemptItem {
  const parsed = quizItem.parse({ id: body.type, ...base, ...body });
  return parsed.type === 'generated' ? { ...parsed, seed: 7 } : parsed;
}

const choices = (...ids: readonly string[]) =>
  ids.map((id) => ({
    id: id.replace('!', ''),
    text: words(id.replace('!', '')),
    correct: id.endsWith('!'),
    explanation: words(`about ${id.replace('!', '')}`),
    ...(id.endsWith('!') ? {} : { misconception: `believes-${id}` }),
  }));

/** One item of each type. */
export const oneOfEach = {
  single: item({ type: 'single', choices: choices('a', 'b!', 'c') }),
  multiple: item({ type: 'multiple', choices: choices('a!', 'b!', 'c', 'd') }),
  'true-false': item({
    type: 'true-false',
    answer: false,
    explanation: words('It is not.'),
    misconception: 'believes-it',
    reasons: choices('a', 'b!', 'c'),
  }),
  numeric: item({
    type: 'numeric',
    value: 1500,
    tolerance: { perMille: 10 },
    units: [
      { name: 'ms', factor: 1 },
      { name: 's', factor: 1000 },
    ],
    explanation: words('One and a half seconds.'),
    mistakes: [{ value: 150, feedback: words('Ten times too little.'), misconception: 'drops-a-digit' }],
  }),
  'short-text': item({
    type: 'short-text',
    accepted: ['currentTerm', '현재 임기'],
    explanation: words('The term.'),
    mistakes: [{ forms: ['votedFor'], feedback: words('That is the vote.'), misconception: 'vote-for-term' }],
  }),
  ordering: item({
    type: 'ordering',
    steps: ['one', 'two', 'three', 'four'].map((id) => ({ id, text: words(id) })),
    explanation: words('As counted.'),
  }),
  matching: item({
    type: 'matching',
    targets: ['x', 'y', 'z'].map((id) => ({ id, text: words(id) })),
    things: [
      { id: 'a', text: words('a'), to: 'x', explanation: words('a is of x') },
      { id: 'b', text: words('b'), to: 'y', explanation: words('b is of y'), misconception: 'b-elsewhere' },
    ],
  }),
  classification: item({
    type: 'classification',
    targets: ['x', 'y'].map((id) => ({ id, text: words(id) })),
    things: ['a', 'b', 'c'].map((id) => ({
      id,
      text: words(id),
      to: id === 'c' ? 'y' : 'x',
      explanation: words(id),
    })),
  }),
  'fill-in-the-code': item({
    type: 'fill-in-the-code',
    language: 'python',
    code: 'await ⟦call⟧\nawait ⟦ack⟧',
    gaps: [
      { id: 'call', accepted: ['queue.get(timeout=5)'], explanation: words('It waits.') },
      {
        id: 'ack',
        accepted: ['message.ack()'],
        distractors: [{ form: 'message.nack()', feedback: words('That returns it.'), misconception: 'nack-is-ack' }],
        explanation: words('It is done.'),
      },
    ],
  }),
  'predict-the-output': item({
    type: 'predict-the-output',
    language: 'python',
    code: 'print(1)\nprint(2)\nprint(3)',
    output: '1\n2\n3',
    explanation: words('In order.'),
    mistakes: [{ output: '3\n2\n1', feedback: words('Not backwards.'), misconception: 'backwards' }],
  }),
  'pick-on-the-diagram': item({
    type: 'pick-on-the-diagram',
    picture: { lab: 'raft', scenario: 'first-election', step: 10 },
    pick: 'node',
    targets: [
      { id: 'S1', text: words('S1'), correct: true, explanation: words('It leads.') },
      { id: 'S2', text: words('S2'), explanation: words('It follows.'), misconception: 'follower-leads' },
    ],
  }),
  'predict-then-run': item({
    type: 'predict-then-run',
    lab: 'a-lab',
    prediction: 'who-wins',
    explanation: words('Because.'),
  }),
  diagnose: item({
    type: 'diagnose',
    evidence: { name: words('The log'), text: 'all is well\nkilled\nstarted again\n' },
    causes: choices('a', 'b!', 'c'),
    shownBy: { lines: [2], explanation: words('It was killed.') },
  }),
  'choose-a-configuration': item({
    type: 'choose-a-configuration',
    lab: 'a-lab',
    scenario: 'a-scenario',
    options: ['one', 'two', 'three'].map((id, index) => ({
      id,
      settings: { servers: String(index + 1) },
      change: { 'config.servers': index + 1 },
      step: 2,
      correct: id === 'two',
      explanation: words(`about ${id}`),
      ...(id === 'one' ? { misconception: 'believes-one' } : {}),
    })),
  }),
  'repair-a-line': item({
    type: 'repair-a-line',
    language: 'python',
    code: 'a = 1\nb = 2\nprint(a - b)\n',
    repairs: [
      { id: 'a-two', line: 1, code: 'a = 2', explanation: words('about a-two') },
      { id: 'b-one', line: 2, code: 'b = 1', explanation: words('about b-one') },
      { id: 'plus', line: 3, code: 'print(a + b)', correct: true, explanation: words('about plus') },
      { id: 'times', line: 3, code: 'print(a * b)', explanation: words('about times'), misconception: 'times-is-plus' },
    ],
  }),
  generated: item({ type: 'generated', lab: 'a-lab', generator: 'which', difficulty: 1 }),
} satisfies Record<AttemptItem['type'], AttemptItem>;

const option = (id: string, misconception: string | null = null) => ({
  id,
  label: { verbatim: id },
  feedback: { key: 'because', values: { id } },
  misconception,
});

const recording = { format: 1, simulation: 'a-lab', version: '1', seed: 1, config: {}, commands: [] } as const;

/** Labs that answer at once: one prediction, one generator per form. */
export const testLabs: LabDesk = {
  predictionOptions: (lab, prediction) => (lab === 'a-lab' && prediction === 'who-wins' ? ['first', 'second'] : null),
  predict: (lab, prediction) => (lab === 'a-lab' && prediction === 'who-wins' ? 'second' : null),
  configure: (lab, scenario, change) =>
    lab === 'a-lab' && scenario === 'a-scenario' ? { ...recording, config: change, end: { step: 5, tick: 50 } } : null,
  comesAbout: (lab, _, change, milestone) => (lab === 'a-lab' && milestone === 'it-fails' ? change.b === 2 : null),
  generate(lab, generator) {
    const form = forms[generator];
    if (lab !== 'a-lab' || form === undefined) return null;
    return {
      stem: { key: 'stem' },
      picture: { ...recording, end: { step: 3, tick: 30 } },
      form,
      proof: { recording: { ...recording, end: { step: 9, tick: 90 } }, step: 5, tick: 50 },
    };
  },
};

type Form = NonNullable<ReturnType<LabDesk['generate']>>['form'];

const forms: Readonly<Record<string, Form>> = {
  which: { type: 'single', options: [option('q1', 'believes-q1'), option('q2'), option('q3')], right: 'q2' },
  all: { type: 'multiple', options: [option('q1'), option('q2'), option('q3', 'believes-q3')], right: ['q1', 'q2'] },
  none: { type: 'multiple', options: [option('q1'), option('q2')], right: [] },
  order: { type: 'ordering', options: [option('m1'), option('m2'), option('m3')], right: ['m2', 'm1', 'm3'] },
  count: { type: 'numeric', right: 4, feedback: { key: 'four' } },
};
