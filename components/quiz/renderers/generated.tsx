'use client';

import { useTranslations } from 'next-intl';
import { LabPicture } from '@/components/labs/lab-moment';
import { WithLab } from '@/components/labs/with-lab';
import { CheckboxGroup, RadioGroup } from '@/components/ui/choice-group';
import { TextField } from '@/components/ui/text-field';
import { stemLine } from '@/quiz/stem-blocks';
import { outcomeOf, outcomeOfOne, PartVerdict } from '../part-verdict';
import { textIn, textsIn } from '../response';
import { Stem } from '../stem';
import { usePhrases } from '../use-phrases';
import type { RendererProps } from './renderer';
import { SortableList } from './sortable-list';

/** A question that a lab made: the moment as a picture, its words the lab's. */
export function GeneratedRenderer(props: RendererProps<'generated'>) {
  return <WithLab labId={props.item.body.lab}>{() => <GeneratedForm {...props} />}</WithLab>;
}

function GeneratedForm(props: RendererProps<'generated'>) {
  const t = useTranslations('quiz.renderer');
  const phrase = usePhrases(props.item.body.lab);
  const { lab, picture, stem, form } = props.item.body;
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <Stem stem={phrase(stem)} />
      <LabPicture
        labId={lab}
        moment={{ type: 'recording', recording: picture, step: null }}
        label={t('picture', { stem: stemLine(phrase(stem)) })}
      />
      {form === 'numeric' ? <NumberForm {...props} /> : form === 'ordering' ? <OrderForm {...props} /> : null}
      {form === 'single' || form === 'multiple' ? <ChoiceForm {...props} /> : null}
    </div>
  );
}

function ChoiceForm({ item, response, onResponse, isLocked, solution, error }: RendererProps<'generated'>) {
  const t = useTranslations('quiz.renderer');
  const phrase = usePhrases(item.body.lab);
  const picked = textsIn(response);
  const outcome = item.body.form === 'single' ? outcomeOfOne : outcomeOf;
  const choices = item.body.options.map(({ id, label }) => {
    const feedback = solution?.feedback.find((each) => each.id === id)?.feedback;
    return {
      value: id,
      label: phrase(label),
      outcome: solution ? outcome(solution.right.includes(id), picked.includes(id)) : undefined,
      explanation: feedback ? phrase(feedback) : undefined,
    };
  });
  const group = {
    name: item.id,
    legend: stemLine(phrase(item.body.stem)),
    legendHidden: true,
    choices,
    readOnly: isLocked,
    error,
  };
  if (item.body.form === 'single') {
    return <RadioGroup {...group} value={picked[0] ?? null} onValueChange={(value) => onResponse([value])} />;
  }
  return (
    <div className="flex flex-col gap-2">
      <CheckboxGroup {...group} value={picked} onValueChange={onResponse} />
      <p className="text-sm text-text-muted">{t('noneToo')}</p>
    </div>
  );
}

function OrderForm({ item, response, onResponse, isLocked, solution }: RendererProps<'generated'>) {
  const t = useTranslations('quiz.renderer');
  const phrase = usePhrases(item.body.lab);
  const given = textsIn(response);
  // Where no order was given, the right one is shown.
  const isGiven = solution === null || given.length > 0;
  const things = (isGiven ? given : solution.right).map((id, index) => {
    const label = item.body.options.find((option) => option.id === id)?.label;
    const text = label ? phrase(label) : id;
    const place = isGiven ? solution?.right.indexOf(id) : undefined;
    const feedback = solution?.feedback.find((each) => each.id === id)?.feedback;
    return {
      id,
      name: text,
      label: text,
      verdict:
        place === undefined ? undefined : (
          <PartVerdict isRight={place === index}>
            {place === index ? null : <p>{t('belongsAt', { place: place + 1 })}</p>}
            {feedback ? <p>{phrase(feedback)}</p> : null}
          </PartVerdict>
        ),
    };
  });
  return (
    <div className="flex flex-col gap-3">
      <SortableList label={t('order')} things={things} isLocked={isLocked} onOrder={onResponse} />
    </div>
  );
}

function NumberForm({ item, response, onResponse, isLocked, score, solution, error }: RendererProps<'generated'>) {
  const t = useTranslations('quiz.renderer');
  const phrase = usePhrases(item.body.lab);
  const isRight = score !== null && score.earned === score.total;
  return (
    <div className="flex flex-col gap-4">
      <TextField
        name={item.id}
        label={t('number')}
        inputMode="numeric"
        autoComplete="off"
        value={textIn(response)}
        readOnly={isLocked}
        error={error}
        onChange={(event) => onResponse(event.currentTarget.value)}
      />
      {solution === null ? null : (
        <PartVerdict isRight={isRight}>
          {isRight ? null : (
            <p>
              {t('rightAnswer')} <span className="font-medium font-mono">{solution.right[0]}</span>
            </p>
          )}
          {solution.feedback.map(({ id, feedback }) => (
            <p key={id}>{phrase(feedback)}</p>
          ))}
        </PartVerdict>
      )}
    </div>
  );
}
