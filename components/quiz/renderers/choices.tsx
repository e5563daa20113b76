'use client';

import { useLocale } from 'next-intl';
import { CheckboxGroup, RadioGroup } from '@/components/ui/choice-group';
import { outcomeOf, outcomeOfOne } from '../part-verdict';
import { textsIn } from '../response';
import { RichText } from '../rich-text';
import type { RendererProps } from './renderer';

function useChoices({
  item,
  response,
  isLocked,
  solution,
  error,
}: RendererProps<'single'> | RendererProps<'multiple'>) {
  const locale = useLocale();
  const picked = textsIn(response);
  const outcome = item.type === 'single' ? outcomeOfOne : outcomeOf;
  const choices = item.body.choices.map(({ id, text }) => {
    const told = solution?.choices.find((each) => each.id === id);
    return {
      value: id,
      label: <RichText text={text[locale]} />,
      outcome: told && outcome(told.correct, picked.includes(id)),
      explanation: told && <RichText text={told.explanation[locale]} />,
    };
  });
  const legend = <RichText text={item.stem[locale]} />;
  return { picked, group: { name: item.id, legend, legendHidden: true, choices, readOnly: isLocked, error } };
}

export function SingleRenderer(props: RendererProps<'single'>) {
  const { picked, group } = useChoices(props);
  return <RadioGroup {...group} value={picked[0] ?? null} onValueChange={(value) => props.onResponse([value])} />;
}

export function MultipleRenderer(props: RendererProps<'multiple'>) {
  const { picked, group } = useChoices(props);
  return <CheckboxGroup {...group} value={picked} onValueChange={props.onResponse} />;
}
