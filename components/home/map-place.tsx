import { PenLine } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { LessonTurn } from '@/components/topic/course-topic';
import { cx } from '@/components/ui/cx';
import { Link } from '@/lib/i18n/navigation';
import type { MasteryLevel } from '@/quiz/mastery';
import { MapLine } from './map-line';
import type { Place } from './stack';

/** A topic as the map shows it. */
export interface TopicState {
  readonly number: string;
  readonly title: string;
  /** Null while it has no lesson. */
  readonly href: string | null;
  /** When its lesson comes; null once there is one. */
  readonly turn: LessonTurn | null;
  /** The reader's own; null while nobody is signed in. */
  readonly mastery: MasteryLevel | null;
}

const columns = ['lg:col-start-1', 'lg:col-start-2', 'lg:col-start-3', 'lg:col-start-4'];
const rows = ['lg:row-start-1', 'lg:row-start-2', 'lg:row-start-3', 'lg:row-start-4'];

interface MapPlaceProps {
  readonly place: Place;
  readonly topic: TopicState | null;
  /** The request is here now. */
  readonly isHere: boolean;
}

/** A box of the map: what it is, in a sentence; the topic that teaches it; and how well the reader knows that. */
export function MapPlace({ place, topic, isHere }: MapPlaceProps) {
  const t = useTranslations('home.map.places');
  const name = t(`${place.id}.name`);
  const href = topic?.href ?? null;
  return (
    <li
      aria-current={isHere ? 'step' : undefined}
      className={cx('relative', columns[place.column - 1], rows[place.row - 1])}
    >
      {place.lines.map((line) => (
        <MapLine key={line} line={line} />
      ))}
      <RailMark isHere={isHere} isWatcher={place.isWatcher === true} />
      <div
        className={cx(
          'group relative z-10 flex h-full flex-col gap-1 rounded-lg border bg-surface p-3.5 transition-[border-color,box-shadow] duration-base',
          place.isWatcher && 'border-dashed',
          isHere ? 'border-accent shadow-md ring-1 ring-accent' : 'border-border-strong',
          href !== null && !isHere && 'hover:border-accent hover:shadow-md',
        )}
      >
        <h3 className="text-base leading-snug">{href === null ? name : <PlaceLink href={href}>{name}</PlaceLink>}</h3>
        <p className="text-sm text-text-muted leading-snug">{t(`${place.id}.text`)}</p>
        {topic === null ? null : <TopicNote topic={topic} />}
      </div>
    </li>
  );
}

/** Covers the whole box, so that all of it can be pressed. */
function PlaceLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Link
      href={href}
      className="rounded-xs text-text no-underline transition-colors after:absolute after:inset-0 after:rounded-lg group-hover:text-accent focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:outline-offset-2"
    >
      {children}
    </Link>
  );
}

function TopicNote({ topic: { number, title, href, turn, mastery } }: { readonly topic: TopicState }) {
  const t = useTranslations();
  return (
    <p className="mt-auto flex flex-wrap items-baseline gap-x-2 pt-1.5 text-xs">
      <span className={href === null ? 'text-text-subtle' : 'font-medium text-accent'}>
        <span className="tabular-nums">{number}</span> {title}
      </span>
      {turn !== null ? (
        <span className="inline-flex items-center gap-1 text-text-subtle">
          <PenLine aria-hidden="true" className="size-3" />
          {t(`paths.topic.turns.${turn}`)}
        </span>
      ) : mastery === null ? null : (
        <span className="text-text-muted">{t(`mastery.levels.${mastery}`)}</span>
      )}
    </p>
  );
}

/** On a narrow screen: the place's stop on the rail. */
function RailMark({ isHere, isWatcher }: { readonly isHere: boolean; readonly isWatcher: boolean }) {
  if (isWatcher) return null;
  return (
    <span
      aria-hidden="true"
      className={cx(
        'absolute top-[1.3125rem] -left-[1.625rem] size-2.5 rounded-full border bg-canvas lg:hidden',
        isHere ? 'border-accent' : 'border-border-strong',
      )}
    />
  );
}
