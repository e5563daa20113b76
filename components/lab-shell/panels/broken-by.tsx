import type { RuleText } from '../view/texts';

interface BrokenByProps {
  readonly text: RuleText | null;
  /** The simulation's own sentence, in English. */
  readonly message: string;
}

/** What broke a rule, in the reader's language where it has the words, and to the point as the simulation says it. */
export function BrokenBy({ text, message }: BrokenByProps) {
  return (
    <div className="mt-1.5">
      {text?.broken === undefined ? null : <p className="text-pretty font-medium text-danger">{text.broken}</p>}
      <p lang="en" className="mt-0.5 break-words font-mono text-text-muted text-xs">
        {message}
      </p>
    </div>
  );
}
