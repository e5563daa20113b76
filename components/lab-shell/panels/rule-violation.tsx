import type { RuleValues } from '@/sim/core/simulation';
import type { RuleText } from '../view/texts';

interface RuleViolationProps {
  readonly text: RuleText | null;
  readonly values: RuleValues;
}

/** What broke a rule: who, where, by how much. */
export function RuleViolation({ text, values }: RuleViolationProps) {
  if (text === null) return null;
  return <p className="mt-1.5 text-pretty break-words font-medium text-danger">{text.broken(values)}</p>;
}
