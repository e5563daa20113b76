import { cases } from '@/content/cases';
import { topics } from '@/content/catalog';
import { lessonPath } from '@/content/lesson-path';
import type { Locale } from '@/lib/i18n/routing';
import { allMessages } from '@/messages/all-messages';
import {
  type AssignmentKind,
  type AssignmentTarget,
  type AssignmentTargets,
  targetKey,
} from '@/server/class-assignments';
import { isLabId, labs } from '@/sim/catalog';

/** Something that instructors can assign. */
export interface Assignable {
  readonly kind: AssignmentKind;
  readonly ref: string;
  /** In the language that was asked for. */
  readonly title: string;
  /** Without the language. */
  readonly href: string;
  readonly target: AssignmentTarget;
}

const NOTHING: AssignmentTarget = { sections: [], quiz: null, challenge: null };

/** All that can be assigned, by `targetKey`, in the order of the course. */
export async function assignables(locale: Locale): Promise<ReadonlyMap<string, Assignable>> {
  const [catalogue, told, messages] = await Promise.all([topics(), cases(), allMessages(locale)]);
  const found: Assignable[] = [];
  for (const topic of catalogue.values()) {
    const { id, lessons } = topic;
    const title = topic.title[locale];
    const sectionsOf = (lesson: (typeof lessons)[number]) => lesson.sections.map((each) => [id, each.id] as const);
    const quiz = topic.quiz.length > 0 ? id : null;
    const whole = { ...NOTHING, sections: lessons.flatMap(sectionsOf), quiz };
    found.push({ kind: 'topic', ref: id, title, href: `/topics/${id}`, target: whole });
    for (const lesson of lessons) {
      const target = { ...NOTHING, sections: sectionsOf(lesson) };
      const about = { ref: `${id}/${lesson.id}`, title: lesson.title[locale], href: lessonPath(topic, lesson) };
      found.push({ kind: 'lesson', ...about, target });
      // A case is done by reading the lesson that tells it to its end.
      for (const each of told)
        if (id.startsWith(`${each.topic}-`) && each.lesson === lesson.id)
          found.push({ kind: 'case', ref: each.id, title: each.title[locale], href: `/cases/${each.id}`, target });
    }
    if (quiz !== null)
      found.push({ kind: 'quiz', ref: id, title, href: `/topics/${id}/quiz`, target: { ...NOTHING, quiz } });
  }
  for (const labId of Object.keys(labs).filter(isLabId)) {
    const texts: Readonly<Record<string, { readonly title: string }>> = messages.labs[labId].challenges;
    for (const { id, impossible } of labs[labId].challenges) {
      if (impossible === true) continue;
      const title = `${messages.labs[labId].name}: ${texts[id]?.title ?? id}`;
      const target = { ...NOTHING, challenge: { labId, id } };
      found.push({ kind: 'challenge', ref: `${labId}/${id}`, title, href: `/labs/${labId}?challenge=${id}`, target });
    }
  }
  return new Map(found.map((each) => [targetKey(each), each]));
}

/** What has to be done for each of them. */
export function targetsOf(all: ReadonlyMap<string, Assignable>): AssignmentTargets {
  return new Map([...all].map(([key, { target }]) => [key, target]));
}
