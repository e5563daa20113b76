import { useTranslations } from 'next-intl';
import { StateBadge, StateIcon } from '@/components/ui/state-badge';
import { type Status, statePalette } from '@/components/ui/state-palette';
import { Section, Specimen } from './section';

const neutrals = ['canvas', 'surface', 'sunken', 'raised', 'hover', 'border', 'border-strong', 'ink'];
const texts = ['text', 'text-muted', 'text-subtle', 'accent', 'danger', 'warn', 'success', 'info'];
const softs = ['accent', 'danger', 'warn', 'success', 'info'];
const sizes = ['5xl', '4xl', '3xl', '2xl', 'xl', 'lg', 'base', 'sm', 'xs'];

const statuses: readonly Status[] = ['ok', 'active', 'success', 'failure', 'pending', 'neutral'];

function Swatch({ name }: { name: string }) {
  return (
    <div className="w-32">
      <div
        className="h-14 rounded-md border border-border-strong"
        style={{ backgroundColor: `var(--color-${name})` }}
      />
      <code className="mt-1.5 block text-xs text-text-muted">{name}</code>
    </div>
  );
}

export function Colours() {
  const t = useTranslations('design.colour');
  return (
    <Section id="colour" title={t('title')} lead={t('lead')}>
      <Specimen label={t('neutral')}>
        {neutrals.map((name) => (
          <Swatch key={name} name={name} />
        ))}
      </Specimen>
      <Specimen label={t('text')}>
        {texts.map((name) => (
          <span key={name} className="font-medium" style={{ color: `var(--color-${name})` }}>
            {name}
          </span>
        ))}
      </Specimen>
      <Specimen label={t('soft')}>
        {softs.map((name) => (
          <span
            key={name}
            className="rounded-md px-3 py-2 font-medium text-sm"
            style={{ backgroundColor: `var(--color-${name}-soft)`, color: `var(--color-${name})` }}
          >
            {name}-soft
          </span>
        ))}
      </Specimen>
    </Section>
  );
}

export function Typography() {
  const t = useTranslations('design.type');
  return (
    <Section id="type" title={t('title')} lead={t('lead')}>
      {sizes.map((size) => (
        <Specimen key={size} label={`text-${size}`}>
          <p
            className={`min-w-0 text-balance ${size.length === 3 ? 'font-[650] tracking-tight' : ''}`}
            style={{ fontSize: `var(--text-${size})`, lineHeight: `var(--text-${size}--line-height)` }}
          >
            {t('sample')}
          </p>
        </Specimen>
      ))}
      <Specimen label={t('mono')}>
        <code className="font-mono text-sm">prevLogIndex = 4, term ≥ 3 → AppendEntries</code>
      </Specimen>
    </Section>
  );
}

function StatusMark({ state }: { state: Status }) {
  const t = useTranslations('ui.states');
  const { color, soft, dash } = statePalette[state];
  return (
    <div className="flex w-24 flex-col items-center gap-2 text-sm">
      <div className="relative grid size-16 place-items-center">
        <svg viewBox="0 0 64 64" aria-hidden="true" className="absolute inset-0">
          <circle
            cx="32"
            cy="32"
            r="29"
            fill={soft}
            stroke={color}
            strokeWidth="3"
            strokeDasharray={dash ?? undefined}
          />
        </svg>
        <StateIcon state={state} className="relative size-6" />
      </div>
      {t(state)}
    </div>
  );
}

function StatusLine({ state }: { state: Status }) {
  const t = useTranslations('ui.states');
  const { color, dash } = statePalette[state];
  return (
    <div className="flex w-24 flex-col items-center gap-2 text-center text-sm">
      <div className="relative grid h-10 w-full place-items-center">
        <svg viewBox="0 0 96 8" aria-hidden="true" className="absolute inset-x-0 top-1/2 h-2 w-full -translate-y-1/2">
          <path d="M0 4h96" stroke={color} strokeWidth="2.5" strokeDasharray={dash ?? undefined} />
        </svg>
        <span
          className="relative grid size-8 place-items-center rounded-full border-2 bg-surface"
          style={{ borderColor: color }}
        >
          <StateIcon state={state} className="size-4" />
        </span>
      </div>
      {t(state)}
    </div>
  );
}

export function LabStates() {
  const t = useTranslations('design.states');
  return (
    <Section id="states" title={t('title')} lead={t('lead')}>
      <Specimen label={t('marks')}>
        {statuses.map((state) => (
          <StatusMark key={state} state={state} />
        ))}
      </Specimen>
      <Specimen label={t('lines')}>
        {statuses.map((state) => (
          <StatusLine key={state} state={state} />
        ))}
      </Specimen>
      <Specimen label={t('badges')}>
        {statuses.map((state) => (
          <StateBadge key={state} state={state} />
        ))}
      </Specimen>
    </Section>
  );
}
