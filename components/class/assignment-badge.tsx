import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';

export type AssignmentState = 'open' | 'done' | 'late' | 'overdue';

const TONES = { open: undefined, done: 'success', late: 'warn', overdue: 'danger' } as const;

/** How something assigned stands. */
export function AssignmentBadge({ state }: { readonly state: AssignmentState }) {
  const t = useTranslations('assignments.states');
  return <Badge tone={TONES[state]}>{t(state)}</Badge>;
}
