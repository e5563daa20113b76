import type { StageProps } from '@/components/lab-shell/stage/stage';
import type { TallyTypes } from './lab';

/** The total, and what each clerk holds. */
export function TallyStage({ run, selectedId, onSelect, isPicture }: StageProps<TallyTypes>) {
  const { total, held } = run.moment.state;
  return (
    <div>
      <p>
        total {total} after step {run.moment.step}
      </p>
      {Object.entries(held).map(([id, read]) => (
        <button key={id} type="button" aria-pressed={id === selectedId} onClick={() => onSelect(id)}>
          {id} {isPicture ? '' : `holds ${read ?? 'nothing'}`}
        </button>
      ))}
    </div>
  );
}
