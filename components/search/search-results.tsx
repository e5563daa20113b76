import {
  BookOpen,
  CircleHelp,
  Flag,
  FlaskConical,
  GraduationCap,
  Map as MapIcon,
  ScrollText,
  SpellCheck,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ComponentType } from 'react';
import { Link } from '@/lib/i18n/navigation';
import { excerptOf, markedParts } from './marked';
import { type Found, SEARCH_KINDS, type SearchKind, type SearchResult } from './search-index';
import type { WantedWord } from './words';

const icons: Record<SearchKind, ComponentType<{ className?: string }>> = {
  topic: GraduationCap,
  section: BookOpen,
  case: ScrollText,
  term: SpellCheck,
  lab: FlaskConical,
  scenario: MapIcon,
  challenge: Flag,
  belief: CircleHelp,
};

interface SearchResultsProps {
  readonly result: SearchResult;
  /** Level of the groups' headings. */
  readonly level: 2 | 3;
  /** At most so many of a kind; all without it. */
  readonly most?: number | undefined;
  readonly onFollow?: (() => void) | undefined;
}

/** What was found, by kind; the kind with the best find comes first. What was looked for is marked. */
export function SearchResults({ result, level, most, onFollow }: SearchResultsProps) {
  const t = useTranslations('search');
  const { found, wanted } = result;
  const firstOf = (kind: SearchKind) => found.findIndex((each) => each.kind === kind);
  const kinds = SEARCH_KINDS.filter((kind) => firstOf(kind) !== -1).toSorted((a, b) => firstOf(a) - firstOf(b));
  const Heading = `h${level}` as const;
  return (
    <div className="flex flex-col gap-6">
      {kinds.map((kind) => {
        const Icon = icons[kind];
        return (
          <section key={kind} aria-labelledby={`found-${kind}-${level}`} className="flex flex-col gap-1.5">
            <Heading
              id={`found-${kind}-${level}`}
              className="flex items-center gap-2 font-semibold text-sm text-text-muted tracking-normal"
            >
              <Icon aria-hidden="true" className="size-4" />
              {t(`kinds.${kind}`)}
            </Heading>
            <ul className="-mx-3 flex flex-col">
              {found
                .filter((each) => each.kind === kind)
                .slice(0, most)
                .map((each) => (
                  <li key={each.id}>
                    <FoundLink found={each} wanted={wanted} onFollow={onFollow} />
                  </li>
                ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

interface FoundLinkProps {
  readonly found: Found;
  readonly wanted: readonly WantedWord[];
  readonly onFollow: (() => void) | undefined;
}

function FoundLink({ found, wanted, onFollow }: FoundLinkProps) {
  const { title, context, text, href } = found;
  // Only titles are searched by their initial consonants.
  const spelled = wanted.filter(({ type }) => type === 'spelled');
  return (
    <Link
      href={href}
      data-found
      {...(onFollow ? { onClick: onFollow } : {})}
      className="flex flex-col gap-0.5 rounded-md px-3 py-2 text-text no-underline transition-colors hover:bg-hover focus-visible:bg-hover focus-visible:-outline-offset-2"
    >
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">
          <Marked text={title} wanted={wanted} />
        </span>
        {context === '' ? null : (
          <span className="text-sm text-text-muted">
            <Marked text={context} wanted={wanted} />
          </span>
        )}
      </span>
      <span className="line-clamp-2 text-sm text-text-muted">
        <Marked text={excerptOf(text, spelled)} wanted={spelled} />
      </span>
    </Link>
  );
}

function Marked({ text, wanted }: { readonly text: string; readonly wanted: readonly WantedWord[] }) {
  let place = 0;
  return markedParts(text, wanted).map((part) => {
    const key = place;
    place += part.text.length;
    if (!part.isMatch) return part.text;
    return (
      <mark key={key} className="rounded-xs bg-accent-soft text-inherit underline decoration-accent decoration-2">
        {part.text}
      </mark>
    );
  });
}
