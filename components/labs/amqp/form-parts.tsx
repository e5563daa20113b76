import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useId } from 'react';
import { SettingInput } from '@/components/lab-shell/panels/setting-input';
import type { SettingProblems, SettingsDraft } from '@/components/lab-shell/run/settings-form';
import type { SettingField } from '@/components/lab-shell/view/settings-view';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { fieldControl, fieldLabel, fieldRoot } from '@/components/ui/field-styles';
import { TextField } from '@/components/ui/text-field';
import type { Refusal } from './act';

/** What is wrong with a field; `bound` where it must not be below or above something. */
export interface FieldProblem {
  readonly kind: 'notWhole' | 'notHeader' | 'tooSmall' | 'tooBig' | 'badName' | 'invalid';
  readonly bound?: number;
}

/** A problem in words. */
export function useProblemText(): (problem: FieldProblem | undefined) => string | undefined {
  const t = useTranslations('labs.amqp.form.problems');
  return (problem) => (problem === undefined ? undefined : t(problem.kind, { bound: problem.bound ?? 0 }));
}

interface FieldInputsProps {
  readonly fields: readonly SettingField[];
  readonly draft: SettingsDraft;
  readonly problems: SettingProblems;
  /** The field that cannot be changed any more. */
  readonly fixed?: string | null;
  readonly onValue: (name: string, value: string | boolean) => void;
}

/** The fields that a codec makes. */
export function FieldInputs({ fields, draft, problems, fixed = null, onValue }: FieldInputsProps) {
  return fields.map((field) => (
    <SettingInput
      key={field.name}
      field={field}
      value={draft[field.name] ?? ''}
      problem={problems[field.name]}
      isFixed={field.name === fixed}
      onValue={(value) => onValue(field.name, value)}
    />
  ));
}

interface LineProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly description?: ReactNode;
  readonly problem?: FieldProblem | undefined;
  readonly isNumber?: boolean;
  readonly isWide?: boolean;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
}

/** One line of text or one whole number. */
export function Line({ problem, isNumber = false, isWide = false, onValue, ...field }: LineProps) {
  const text = useProblemText();
  return (
    <TextField
      {...field}
      className={isWide ? 'col-span-2' : ''}
      inputMode={isNumber ? 'numeric' : 'text'}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      error={text(problem)}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  );
}

interface LinesProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly description?: ReactNode;
  readonly problem?: FieldProblem | undefined;
  readonly rows: number;
}

/** Several lines of text. */
export function Lines({ label, value, onValue, description, problem, rows }: LinesProps) {
  const id = useId();
  const text = useProblemText();
  const error = text(problem);
  return (
    <div className={`${fieldRoot} col-span-2`}>
      <label htmlFor={id} className={fieldLabel}>
        {label}
      </label>
      <textarea
        id={id}
        rows={rows}
        value={value}
        spellCheck={false}
        autoCapitalize="off"
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-text`}
        onChange={(event) => onValue(event.currentTarget.value)}
        className={`${fieldControl} font-mono text-sm`}
      />
      <div
        id={`${id}-text`}
        className={error === undefined ? 'text-sm text-text-muted' : 'font-medium text-danger text-sm'}
      >
        {error ?? description}
      </div>
    </div>
  );
}

interface EditFormProps {
  readonly refusal: Refusal | null;
  readonly submitLabel: string;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: fields in two columns, what the broker answers, and the button. */
export function EditForm({ refusal, submitLabel, onSubmit, children }: EditFormProps) {
  const t = useTranslations('labs.amqp.form');
  function submit(event: FormEvent): void {
    event.preventDefault();
    event.stopPropagation();
    onSubmit();
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <div className="grid grid-cols-2 items-start gap-x-4 gap-y-4">{children}</div>
      {refusal === null ? null : (
        <Callout tone="danger" live>
          <p className="text-sm">
            {t(refusal.by === 'broker' ? 'brokerSays' : 'refused')}{' '}
            <span lang="en" className="break-words font-mono">
              {refusal.text}
            </span>
          </p>
        </Callout>
      )}
      <div className="flex justify-end">
        <Button type="submit">{submitLabel}</Button>
      </div>
    </form>
  );
}
