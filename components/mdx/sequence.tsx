import { useTranslations } from 'next-intl';
import { DiagramFrame, DiagramText, fitting } from './diagram-parts';
import { layOutSequence, type PlacedStep, type SequenceActor, type SequenceStep } from './sequence-layout';

interface SequenceProps {
  /** What it shows, in a few words. */
  readonly label: string;
  readonly actors: readonly SequenceActor[];
  readonly steps: readonly SequenceStep[];
}

/** A sequence diagram: drawn for the eyes, a list for a screen reader. */
export function Sequence({ label, actors, steps }: SequenceProps) {
  const t = useTranslations('lesson.diagram');
  const nameOf = (id: string) => actors.find((actor) => actor.id === id)?.name ?? id;
  const inWords = steps.map((step) => {
    if ('at' in step) return t('does', { who: nameOf(step.at), what: step.text });
    const said = { from: nameOf(step.from), to: nameOf(step.to), what: step.text };
    return step.lost ? t('lost', said) : t('sends', said);
  });
  return (
    <DiagramFrame
      label={label}
      words={inWords}
      isOrdered
      draw={(widthPx) => <Drawing actors={actors} steps={steps} widthPx={widthPx} />}
      widths={{ narrow: 343, wide: Math.max(560, Math.min(actors.length * 150, 780)) }}
    />
  );
}

function Drawing({ actors, steps, widthPx }: Omit<SequenceProps, 'label'> & { readonly widthPx: number }) {
  const layout = layOutSequence(actors, steps, widthPx);
  return (
    <svg aria-hidden="true" style={fitting(layout.width)} viewBox={`0 0 ${layout.width} ${layout.height}`}>
      {layout.actors.map(({ id, x, box, label }) => (
        <g key={id}>
          <line
            x1={x}
            x2={x}
            y1={box.y + box.height}
            y2={layout.height}
            className="stroke-border-strong"
            strokeDasharray="2 4"
          />
          <rect {...box} rx={6} className="fill-surface stroke-border-strong" />
          <DiagramText {...label} isStrong />
        </g>
      ))}
      {layout.steps.map((step) => (
        <Step key={step.key} step={step} />
      ))}
    </svg>
  );
}

function Step({ step }: { readonly step: PlacedStep }) {
  if (step.type === 'note') {
    return (
      <g>
        <rect {...step.box} rx={4} className="fill-sunken stroke-border" />
        <DiagramText {...step.label} />
      </g>
    );
  }
  const { fromX, toX, y, isLost, label } = step;
  const direction = Math.sign(toX - fromX);
  const tip = toX - direction * (isLost ? 0 : 2);
  return (
    <g>
      <line
        x1={fromX}
        x2={tip - direction * (isLost ? 7 : 6)}
        y1={y}
        y2={y}
        strokeWidth={1.5}
        strokeDasharray={isLost ? '5 4' : undefined}
        className={isLost ? 'stroke-danger' : 'stroke-text'}
      />
      {isLost ? (
        <path d={`M${tip - 5} ${y - 5}l10 10m0 -10l-10 10`} strokeWidth={2} className="stroke-danger" />
      ) : (
        <path d={`M${tip} ${y}l${-direction * 9} -4.5v9z`} className="fill-text" />
      )}
      <DiagramText {...label} hasHalo />
    </g>
  );
}
