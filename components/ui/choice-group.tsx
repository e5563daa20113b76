'use client';

import { Checkbox } from '@base-ui/react/checkbox';
import { CheckboxGroup as BaseCheckboxGroup } from '@base-ui/react/checkbox-group';
import { Field } from '@base-ui/react/field';
import { Fieldset } from '@base-ui/react/fieldset';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup as BaseRadioGroup } from '@base-ui/react/radio-group';
import { Check, CircleDashed, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ComponentType, ReactNode } from 'react';
import { checkboxBox } from './checkbox';
import { cx } from './cx';
import { FieldMessage } from './field-message';

/** How a choice turned out: chosen and right, chosen and wrong, right but not chosen. */
export type ChoiceOutcome = 'correct' | 'incorrect' | 'missed';

export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label: ReactNode;
  readonly description?: ReactNode;
  /** Set after grading. */
  readonly outcome?: ChoiceOutcome | undefined;
  /** Why it is right or wrong; shown under the choice and read with it. */
  readonly explanation?: ReactNode;
}

interface ChoiceGroupProps<Value extends string> {
  readonly name: string;
  /** The question, or the setting's name. */
  readonly legend: ReactNode;
  /** For a legend that the page already shows as a heading. */
  readonly legendHidden?: boolean | undefined;
  readonly choices: readonly Choice<Value>[];
  readonly error?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** Answered: choices stay readable and focusable but no longer change. */
  readonly readOnly?: boolean | undefined;
}

interface RadioGroupProps<Value extends string> extends ChoiceGroupProps<Value> {
  /** null: nothing chosen yet. */
  readonly value: Value | null;
  readonly onValueChange: (value: Value) => void;
}

interface CheckboxGroupProps<Value extends string> extends ChoiceGroupProps<Value> {
  readonly value: readonly Value[];
  readonly onValueChange: (value: Value[]) => void;
}

const outcomes: Record<ChoiceOutcome, { look: string; text: string; Icon: ComponentType<{ className?: string }> }> = {
  correct: { look: 'border-success bg-success-soft', text: 'text-success', Icon: Check },
  incorrect: { look: 'border-danger bg-danger-soft', text: 'text-danger', Icon: X },
  missed: { look: 'border-success border-dashed', text: 'text-success', Icon: CircleDashed },
};

const radioDot =
  'relative grid size-5 shrink-0 place-items-center rounded-full border border-border-strong bg-surface transition-colors ' +
  'data-checked:border-accent data-invalid:border-danger data-disabled:border-border data-disabled:bg-sunken';

function ChoiceRow({ choice, control, locked }: { choice: Choice; control: ReactNode; locked: boolean }) {
  const t = useTranslations('ui.outcome');
  const outcome = choice.outcome ? outcomes[choice.outcome] : null;
  return (
    <Field.Item
      className={cx(
        'rounded-md border transition-colors has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2',
        outcome ? outcome.look : 'border-border bg-surface',
        !outcome &&
          !locked &&
          'has-data-checked:border-accent has-data-checked:bg-accent-soft hover:border-border-strong',
      )}
    >
      <Field.Label
        className={cx(
          'flex min-h-control items-start gap-3 px-4 py-3 leading-snug md:py-2.5',
          locked ? 'cursor-default' : 'cursor-pointer',
        )}
      >
        {control}
        <span className="min-w-0 flex-1">{choice.label}</span>
        {choice.outcome && outcome ? (
          <span className={cx('flex shrink-0 items-center gap-1 font-medium text-sm', outcome.text)}>
            <outcome.Icon aria-hidden="true" className="size-4" />
            {t(choice.outcome)}
          </span>
        ) : null}
      </Field.Label>
      {choice.description || choice.explanation ? (
        <Field.Description render={<div />} className="flex flex-col gap-2 px-4 pb-3.5 pl-12 text-sm">
          {choice.description ? <div className="text-text-muted">{choice.description}</div> : null}
          {choice.explanation}
        </Field.Description>
      ) : null}
    </Field.Item>
  );
}

function Legend({ legend, hidden }: { legend: ReactNode; hidden: boolean | undefined }) {
  return (
    <Fieldset.Legend className={hidden ? 'visually-hidden' : 'mb-1 font-semibold leading-snug'}>
      {legend}
    </Fieldset.Legend>
  );
}

/** One of several choices, as cards. Arrow keys move and choose. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { name, legend, legendHidden, choices, value, onValueChange, error, disabled, readOnly } = props;
  const locked = disabled === true || readOnly === true;
  return (
    <Field.Root name={name} invalid={error !== undefined} disabled={disabled} className="flex flex-col gap-2">
      <Fieldset.Root
        className="flex flex-col gap-2"
        render={
          <BaseRadioGroup<Value | null>
            value={value}
            readOnly={readOnly === true}
            onValueChange={(next) => {
              if (next !== null) onValueChange(next);
            }}
          />
        }
      >
        <Legend legend={legend} hidden={legendHidden} />
        {choices.map((choice) => (
          <ChoiceRow
            key={choice.value}
            choice={choice}
            locked={locked}
            control={
              <Radio.Root value={choice.value} className={cx(radioDot, 'mt-[0.1em] outline-none')}>
                <Radio.Indicator className="size-2.5 rounded-full bg-accent data-disabled:bg-border-strong" />
              </Radio.Root>
            }
          />
        ))}
      </Fieldset.Root>
      <FieldMessage error={error} />
    </Field.Root>
  );
}

/** Any number of several choices, as cards. */
export function CheckboxGroup<Value extends string>(props: CheckboxGroupProps<Value>) {
  const { name, legend, legendHidden, choices, value, onValueChange, error, disabled, readOnly } = props;
  const locked = disabled === true || readOnly === true;
  const known = new Map<string, Value>(choices.map((choice) => [choice.value, choice.value]));
  return (
    <Field.Root name={name} invalid={error !== undefined} disabled={disabled} className="flex flex-col gap-2">
      <Fieldset.Root
        className="flex flex-col gap-2"
        render={
          <BaseCheckboxGroup
            value={[...value]}
            onValueChange={(next) => onValueChange(next.flatMap((item) => known.get(item) ?? []))}
          />
        }
      >
        <Legend legend={legend} hidden={legendHidden} />
        {choices.map((choice) => (
          <ChoiceRow
            key={choice.value}
            choice={choice}
            locked={locked}
            control={
              <Checkbox.Root
                value={choice.value}
                readOnly={readOnly === true}
                className={cx(checkboxBox, 'mt-[0.1em] outline-none')}
              >
                <Checkbox.Indicator>
                  <Check aria-hidden="true" strokeWidth={3} className="size-3.5" />
                </Checkbox.Indicator>
              </Checkbox.Root>
            }
          />
        ))}
      </Fieldset.Root>
      <FieldMessage error={error} />
    </Field.Root>
  );
}
