import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { DialogForm } from '@/components/lab-shell/panels/dialog-form';
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

/** A form in a dialog, and what the broker or the lab answers. */
export function EditForm({ refusal, ...form }: EditFormProps) {
  const t = useTranslations('labs.amqp.form');
  return (
    <DialogForm
      {...form}
      refusal={refusal && { lead: t(refusal.by === 'broker' ? 'brokerSays' : 'refused'), text: refusal.text }}
    />
  );
}
