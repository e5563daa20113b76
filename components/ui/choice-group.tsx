'use client';

import { Check, CircleDashed, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentType, type ReactNode, useId } from 'react';
import { CheckboxBox } from './checkbox';
import { cx } from './cx';
import { FieldMessage } from './field-message';
import { useField } from './use-field';

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

const radioLook =
  'grid size-5 shrink-0 cursor-[inherit] appearance-none place-items-center rounded-full border border-border-strong bg-surface outline-none transition-colors ' +
  'before:hidden before:size-2.5 before:rounded-full before:bg-accent checked:border-accent checked:before:block data-invalid:border-danger ' +
  'disabled:border-border disabled:bg-sunken disabled:before:bg-border-strong forced-colors:appearance-auto';

interface ChoiceRowProps {
  readonly choice: Choice;
  readonly isLocked: boolean;
  /** Draws the control, which must carry these. */
  readonly control: (tie: { readonly id: string; readonly 'aria-describedby': string | undefined }) => ReactNode;
}

function ChoiceRow({ choice, isLocked, control }: ChoiceRowProps) {
  const t = useTranslations('ui.outcome');
  const id = useId();
  const outcome = choice.outcome ? outcomes[choice.outcome] : null;
  const hasMore = Boolean(choice.description || choice.explanation);
  return (
    <div
      className={cx(
        'rounded-md border transition-colors has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2',
        outcome ? outcome.look : 'border-border bg-surface',
        !outcome && !isLocked && 'has-checked:border-accent has-checked:bg-accent-soft hover:border-border-strong',
      )}
    >
      <label
        htmlFor={id}
        className={cx(
          'flex min-h-control items-start gap-3 px-4 py-3 leading-snug md:py-2.5',
          isLocked ? 'cursor-default' : 'cursor-pointer',
        )}
      >
        {control({ id, 'aria-describedby': hasMore ? `${id}-more` : undefined })}
        <span className="min-w-0 flex-1">{choice.label}</span>
        {choice.outcome && outcome ? (
          <span className={cx('flex shrink-0 items-center gap-1 font-medium text-sm', outcome.text)}>
            <outcome.Icon aria-hidden="true" className="size-4" />
            {t(choice.outcome)}
          </span>
        ) : null}
      </label>
      {hasMore ? (
        <div id={`${id}-more`} className="flex flex-col gap-2 px-4 pb-3.5 pl-12 text-sm">
          {choice.description ? <div className="text-text-muted">{choice.description}</div> : null}
          {choice.explanation ? <div>{choice.explanation}</div> : null}
        </div>
      ) : null}
    </div>
  );
}

interface GroupFrameProps {
  readonly role: 'radiogroup' | 'group';
  readonly group: Omit<ChoiceGroupProps<string>, 'choices'>;
  readonly children: ReactNode;
}

/** The legend, the choices, the error. */
function GroupFrame({ role, group, children }: GroupFrameProps) {
  const { id, control, messages } = useField({ error: group.error });
  return (
    <div className="flex flex-col gap-2">
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: it knows no role that is not written out. */}
      <div
        role={role}
        aria-labelledby={id}
        aria-describedby={control['aria-describedby']}
        {...(role === 'radiogroup'
          ? { 'aria-invalid': control['aria-invalid'], 'aria-readonly': group.readOnly || undefined }
          : {})}
        className="flex flex-col gap-2"
      >
        <div id={id} className={group.legendHidden ? 'visually-hidden' : 'mb-1 font-semibold leading-snug'}>
          {group.legend}
        </div>
        {children}
      </div>
      <FieldMessage {...messages} />
    </div>
  );
}

/** One of several choices, as cards. Arrow keys move and choose. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { choices, value, onValueChange, error, disabled = false, readOnly = false } = props;
  // Radio buttons of the same name are one group, wherever they stand in the page.
  const name = `${props.name}-${useId()}`;
  return (
    <GroupFrame role="radiogroup" group={props}>
      {choices.map((choice) => (
        <ChoiceRow
          key={choice.value}
          choice={choice}
          isLocked={disabled || readOnly}
          control={(tie) => (
            <input
              {...tie}
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              disabled={disabled}
              data-invalid={error === undefined ? undefined : ''}
              onChange={() => {
                if (!readOnly) onValueChange(choice.value);
              }}
              className={cx(radioLook, 'mt-[0.1em]')}
            />
          )}
        />
      ))}
    </GroupFrame>
  );
}

/** Any number of several choices, as cards. */
export function CheckboxGroup<Value extends string>(props: CheckboxGroupProps<Value>) {
  const { name, choices, value, onValueChange, error, disabled = false, readOnly = false } = props;
  return (
    <GroupFrame role="group" group={props}>
      {choices.map((choice) => (
        <ChoiceRow
          key={choice.value}
          choice={choice}
          isLocked={disabled || readOnly}
          control={(tie) => (
            <CheckboxBox
              {...tie}
              name={name}
              value={choice.value}
              checked={value.includes(choice.value)}
              disabled={disabled}
              aria-readonly={readOnly || undefined}
              data-invalid={error === undefined ? undefined : ''}
              onChange={() => {
                if (readOnly) return;
                const rest = value.filter((each) => each !== choice.value);
                onValueChange(rest.length < value.length ? rest : [...value, choice.value]);
              }}
              className="mt-[0.1em]"
            />
          )}
        />
      ))}
    </GroupFrame>
  );
}
