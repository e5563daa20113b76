'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ListedPrediction } from '@/components/lab-shell/run/openable-lab';
import { LabMoment, LabPicture } from '@/components/labs/lab-moment';
import { WithTasks } from '@/components/labs/with-lab';
import { RadioGroup } from '@/components/ui/choice-group';
import { outcomeOfOne } from '../part-verdict';
import { textIn } from '../response';
import { plainText, RichText } from '../rich-text';
import type { RendererProps } from './renderer';

/** A lab's picture with a list of what can be picked on it: by clicking there, or in the list. */
export function PickOnTheDiagramRenderer(props: RendererProps<'pick-on-the-diagram'>) {
  const { item, response, onResponse, isLocked, solution, error } = props;
  const t = useTranslations('quiz.renderer');
  const locale = useLocale();
  const { picture, pick, targets } = item.body;
  const picked = textIn(response);
  // A moment is looked at by going there.
  const step = pick === 'moment' && picked !== '' ? Number(picked) : picture.step;
  return (
    <div className="flex flex-col gap-5">
      <LabPicture
        labId={picture.lab}
        moment={{ type: 'scenario', scenario: picture.scenario, step }}
        label={t('picture', { stem: plainText(item.stem[locale]) })}
        pickedId={pick === 'moment' || picked === '' ? null : picked}
        onPick={
          isLocked || pick === 'moment'
            ? undefined
            : (id) => {
                // What is no target cannot be an answer.
                if (targets.some((target) => target.id === id)) onResponse(id);
              }
        }
      />
      <RadioGroup
        name={item.id}
        legend={t(`pick.${pick}`)}
        readOnly={isLocked}
        error={error}
        value={picked === '' ? null : picked}
        onValueChange={onResponse}
        choices={targets.map(({ id, text }) => {
          const told = solution?.targets.find((each) => each.id === id);
          return {
            value: id,
            label: <RichText text={text[locale]} />,
            outcome: told && outcomeOfOne(told.correct, picked === id),
            explanation: told && <RichText text={told.explanation[locale]} />,
          };
        })}
      />
    </div>
  );
}

/** What comes next in a run? Then the run goes on and shows it. */
export function PredictThenRunRenderer(props: RendererProps<'predict-then-run'>) {
  const { item, solution } = props;
  const t = useTranslations('quiz.renderer');
  const locale = useLocale();
  const { lab: labId, prediction } = item.body;
  const moment = { type: 'prediction', prediction } as const;
  return (
    <div className="flex flex-col gap-5">
      {solution === null ? (
        <LabPicture labId={labId} moment={moment} label={t('picture', { stem: plainText(item.stem[locale]) })} />
      ) : (
        <LabMoment labId={labId} moment={moment} isPlaying />
      )}
      <WithTasks labId={labId}>
        {({ predictions }) => (
          <PredictionForm {...props} prediction={predictions.find(({ id }) => id === prediction)} />
        )}
      </WithTasks>
    </div>
  );
}

interface PredictionFormProps extends RendererProps<'predict-then-run'> {
  readonly prediction: ListedPrediction | undefined;
}

function PredictionForm({ item, response, onResponse, isLocked, solution, error, prediction }: PredictionFormProps) {
  const t = useTranslations();
  const locale = useLocale();
  const picked = textIn(response);
  const words = prediction?.text(t);
  return (
    <RadioGroup
      name={item.id}
      legend={words?.question ?? <RichText text={item.stem[locale]} />}
      readOnly={isLocked}
      error={error}
      value={picked === '' ? null : picked}
      onValueChange={onResponse}
      choices={item.body.options.map((option) => ({
        value: option,
        label: words?.options.find(({ id }) => id === option)?.label ?? option,
        outcome: solution ? outcomeOfOne(solution.option === option, picked === option) : undefined,
        explanation: solution?.option === option ? <RichText text={solution.explanation[locale]} /> : undefined,
      }))}
    />
  );
}
