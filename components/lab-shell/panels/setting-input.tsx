'use client';

import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { TextField } from '@/components/ui/text-field';
import type { SettingProblem, SettingProblems, SettingsDraft } from '../run/settings-form';
import type { SettingField } from '../view/settings-view';

interface SettingInputProps {
  readonly field: SettingField;
  readonly value: string | boolean;
  readonly problem: SettingProblem | undefined;
  /** It is shown and cannot be changed. */
  readonly isFixed?: boolean;
  readonly onValue: (value: string | boolean) => void;
}

/** Choices longer than this are cut in one of two columns. In characters. */
const SHORT_CHOICE = 12;

/** One field of a form that a codec checks, with its bounds' errors in its place. */
export function SettingInput({ field, value, problem, isFixed = false, onValue }: SettingInputProps) {
  const words = useTranslations();
  const problemText = useProblemText();
  const label = field.label(words);
  const help = field.help?.(words);
  if (typeof value === 'boolean') {
    return (
      <div className="col-span-2">
        <Switch label={label} description={help} checked={value} onCheckedChange={onValue} />
      </div>
    );
  }
  const error = problem === undefined ? undefined : problemText(field, problem);
  const className = help === undefined || field.isNarrow === true ? '' : 'col-span-2';
  if (field.kind === 'choice') {
    const items = (field.options ?? []).map((option) => ({
      value: option,
      label: field.optionLabel?.(option, words) ?? option,
    }));
    return (
      <Select
        name={field.name}
        className={items.some((item) => item.label.length > SHORT_CHOICE) ? 'col-span-2' : className}
        label={label}
        description={help}
        items={items}
        value={value}
        error={error}
        onValueChange={onValue}
      />
    );
  }
  return (
    <TextField
      name={field.name}
      className={className}
      label={label}
      description={help}
      inputMode={inputModeOf(field)}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      disabled={isFixed}
      value={value}
      error={error}
      onChange={(event) => onValue(event.target.value)}
    />
  );
}

function inputModeOf({ name, kind }: SettingField): 'text' | 'decimal' | 'numeric' {
  if (kind === 'text' || kind === 'list') return 'text';
  return kind === 'number' || name.endsWith('PerMille') ? 'decimal' : 'numeric';
}

function useProblemText(): (field: SettingField, problem: SettingProblem) => string {
  const t = useTranslations('lab.settings.problem');
  const words = useTranslations();
  return (field, problem) => {
    switch (problem.kind) {
      case 'not-whole':
        return t('notWhole');
      case 'too-small':
        return t('tooSmall', { bound: problem.bound });
      case 'too-big':
        return t('tooBig', { bound: problem.bound });
      case 'conflict':
        return field.conflict?.(words) ?? t('conflict');
      case 'invalid':
        return field.conflict?.(words) ?? t('invalid');
    }
  };
}

interface SettingInputsProps {
  readonly fields: readonly SettingField[];
  readonly draft: SettingsDraft;
  readonly problems: SettingProblems;
  /** The field that cannot be changed any more. */
  readonly fixed?: string | null;
  readonly onValue: (name: string, value: string | boolean) => void;
}

/** The fields of a form, each with what is wrong with it. */
export function SettingInputs({ fields, draft, problems, fixed = null, onValue }: SettingInputsProps) {
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
