import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';

/** A topic that passes every check, small: its files, to be changed by a test before they are written. */
export interface SampleTopic {
  readonly id: string;
  topic: string;
  quiz: string;
  sources: string;
  /** What it adds to the glossary of all topics. */
  glossary: string;
  ko: string;
  en: string;
}

const both = (text: string) => ({ ko: `${text} (한국어)`, en: text });

const lesson = (words: string) => `<Section id="opening">

${words} <Cite source="paper" at="§5" /> [lab](/labs/raft?scenario=first-election)

<Predict question="Who leads?" objective="elect">
<Option>Nobody</Option>
<Option right>Whoever <Term id="quorum">wins</Term></Option>
<Answer>

It has to win.

</Answer>
</Predict>

<Lab id="raft" scenario="first-election" step={5} objective="elect">
<When seen="a-leader-was-elected" hint="Elect a leader">

${words}

</When>
</Lab>

<Checkpoint item="who-wins-0" />

</Section>

<Section id="in-eco2">

<Boxes label="Two" boxes={[{ id: 'a', text: 'A', x: 0, y: 0 }, { id: 'b', text: 'B', x: 1, y: 0 }]} arrows={[{ from: 'a', to: 'b' }]} />

<Sequence label="Asks" actors={[{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }]} steps={[{ from: 'a', to: 'b', text: 'asks' }]} />

<Try>

Run it.

</Try>

${words}

</Section>
`;

function items(): readonly unknown[] {
  const base = { objective: 'elect', source: { id: 'paper', at: '§5' }, stem: both('What is it?') };
  const hints = [both('Look.'), both('Look closer.')];
  const predicted = Array.from({ length: 12 }, (_, index) => ({
    ...base,
    id: `predicted-${index}`,
    type: 'predict-then-run',
    lab: 'raft',
    hints,
    prediction: 'who-wins-the-split',
    explanation: both('The run shows it.'),
  }));
  const single = Array.from({ length: 12 }, (_, index) => ({
    ...base,
    id: `who-wins-${index}`,
    type: 'single',
    hints,
    choices: [
      { id: 'a', correct: true, text: both('This'), explanation: both('Because.') },
      { id: 'b', text: both('That'), explanation: both('It is not.') },
    ],
  }));
  return [...predicted, ...single];
}

export function sampleTopic(id = '99-sample'): SampleTopic {
  const topic = {
    title: both('Sample'),
    summary: both('A sample.'),
    labs: ['raft'],
    lessons: [
      {
        id: 'lesson',
        title: both('Lesson'),
        minutes: 4,
        sections: [
          { id: 'opening', title: both('Opening') },
          { id: 'in-eco2', title: both('In use') },
        ],
        objectives: [{ id: 'elect', text: both('Follow an election.') }],
      },
    ],
    sources: [{ id: 'paper', title: 'A paper', authors: 'Its authors', where: 'Somewhere' }],
  };
  return {
    id,
    topic: stringify(topic),
    quiz: stringify({ items: items() }),
    sources: stringify([{ claim: 'It is so.', where: { source: 'paper', at: '§5' }, quoted: 'it is so' }]),
    glossary: stringify({
      quorum: { name: both('quorum'), text: both('More than half.'), topic: id, section: 'opening' },
    }),
    ko: lesson('리더는 과반수의 표를 얻어야 합니다.'),
    en: lesson('A leader needs the votes of a majority.'),
  };
}

/** Writes topics and what belongs to all of them into an empty folder. */
export async function writeTopics(folder: string, topics: readonly SampleTopic[]): Promise<void> {
  await writeFile(path.join(folder, 'misconceptions.yaml'), '{}\n');
  await writeFile(path.join(folder, 'cases.yaml'), '[]\n');
  await writeFile(path.join(folder, 'glossary.yaml'), topics.map(({ glossary }) => glossary).join(''));
  for (const { id, topic, quiz, sources, ko, en } of topics) {
    const place = path.join(folder, id);
    await mkdir(place);
    const files = { 'topic.yaml': topic, 'quiz.yaml': quiz, 'sources.yaml': sources };
    for (const [name, text] of Object.entries({ ...files, 'lesson.ko.mdx': ko, 'lesson.en.mdx': en })) {
      await writeFile(path.join(place, name), text);
    }
  }
}
