import { labById } from '@/sim/catalog';
import type { Lab } from '@/sim/core/lab';
import type { LessonWorld, Placed } from './lesson-mistakes';
import type { LessonReading } from './lesson-reading';

/** How many of a lesson's labs ask for something that only the reader's own run gives. */
export function decidedLabs({ decides }: LessonReading): number {
  return new Set(decides.map(({ labIndex }) => labIndex)).size;
}

/** A lesson that opens with a case asks for decisions as well, and is held to it. */
export function hasPattern({ cases }: LessonReading): boolean {
  return cases.some(({ part }) => part === 'opens');
}

/** What is wrong with a lesson's case, decisions and predictions. */
export function activityMistakes(reading: LessonReading, world: LessonWorld): readonly Placed[] {
  return [
    ...caseMistakes(reading, world),
    ...decideMistakes(reading),
    ...predictMistakes(reading, world),
    ...(hasPattern(reading) ? patternMistakes(reading) : []),
  ];
}

function caseMistakes({ cases }: LessonReading, { cases: known, topic, lesson }: LessonWorld): readonly Placed[] {
  return cases.flatMap(({ id, line }) => {
    const found = known.find((each) => each.id === id);
    if (found === undefined) return [{ line, message: `<Case>: cases.yaml has no case "${id}"` }];
    return topic.id.startsWith(`${found.topic}-`) && found.lesson === lesson.id
      ? []
      : [{ line, message: `<Case>: cases.yaml gives "${id}" to another lesson` }];
  });
}

function decideMistakes({ decides }: LessonReading): readonly Placed[] {
  const ids = decides.map(({ id }) => id);
  return decides.flatMap(({ id, lab: labId, until, line }, index) => {
    const lab: Pick<Lab, 'milestones'> | null = labById(labId);
    const found = lab?.milestones.find((milestone) => milestone.id === until);
    return [
      ...(ids.indexOf(id) === index ? [] : [{ line, message: `<Decide>: id: "${id}" is used twice` }]),
      ...(found === undefined
        ? [{ line, message: `<Decide>: until: lab "${labId}" has no milestone "${until}"` }]
        : []),
      ...(found?.hasAnswer === false ? [{ line, message: `<Decide>: until: "${until}" gives no answer` }] : []),
    ];
  });
}

function predictMistakes({ predicts }: LessonReading, { topic }: LessonWorld): readonly Placed[] {
  return predicts.flatMap(({ item, line }) =>
    item === null || topic.predictions.some(({ id }) => id === item)
      ? []
      : [{ line, message: `<Predict>: predictions.yaml has no question "${item}"` }],
  );
}

function patternMistakes(reading: LessonReading): readonly Placed[] {
  const { cases, labs, predicts } = reading;
  const decided = decidedLabs(reading);
  const last = cases.at(-1);
  return [
    ...(last?.part === 'closes'
      ? []
      : [{ line: last?.line ?? 1, message: '<Case>: the lesson does not end with its case' }]),
    ...(decided * 2 >= labs.length
      ? []
      : [{ line: 1, message: `only ${decided} of ${labs.length} labs have a <Decide>, but half of them are to` }]),
    ...predicts
      .filter(({ item }) => item === null)
      .map(({ line }) => ({ line, message: '<Predict>: is to be a question of predictions.yaml' })),
  ];
}
