import { Callout } from '@/components/ui/callout';
import type { Outcome } from './use-account-action';

/** Says what came of a form, to a screen reader too. */
export function ActionOutcome({ outcome, done }: { readonly outcome: Outcome; readonly done: string }) {
  return (
    <>
      <div role="alert">{outcome.status === 'failed' ? <Callout tone="danger">{outcome.text}</Callout> : null}</div>
      <p role="status" className="text-sm text-text-muted">
        {outcome.status === 'done' ? done : null}
      </p>
    </>
  );
}
