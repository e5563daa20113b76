import { RichText } from '@/components/quiz/rich-text';
import { CardLink } from '@/components/ui/card';
import type { ShownCase } from './field-case';

interface CaseCardsProps {
  readonly cases: readonly ShownCase[];
  /** Level of their titles in the page's outline. */
  readonly level: 2 | 3;
}

/** What was seen, of some cases, each leading to what was done. */
export function CaseCards({ cases, level }: CaseCardsProps) {
  return (
    <ul className="grid gap-5 md:grid-cols-2">
      {cases.map(({ id, title, date, symptom }) => (
        <li key={id} id={id} className="scroll-mt-24 *:h-full">
          <CardLink
            href={`/cases/${id}`}
            title={title}
            level={level}
            eyebrow={
              <time dateTime={date} className="font-mono">
                {date}
              </time>
            }
          >
            <p className="line-clamp-4 text-text-muted">
              <RichText text={symptom} />
            </p>
          </CardLink>
        </li>
      ))}
    </ul>
  );
}
