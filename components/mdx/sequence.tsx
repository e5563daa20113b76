interface Actor {
  readonly id: string;
  readonly name: string;
}

/** A message from one actor to another, `lost` on its way or not, or something that one of them does. */
type SequenceStep =
  | { readonly from: string; readonly to: string; readonly text: string; readonly lost?: boolean }
  | { readonly at: string; readonly text: string };

interface SequenceProps {
  /** What it shows, in a few words. */
  readonly label: string;
  readonly actors: readonly Actor[];
  readonly steps: readonly SequenceStep[];
}

/** A sequence diagram. */
export function Sequence({ label, actors, steps }: SequenceProps) {
  const nameOf = (id: string) => actors.find((actor) => actor.id === id)?.name ?? id;
  return (
    <figure>
      <figcaption>{label}</figcaption>
      <ol>
        {steps.map((step, index) => (
          <li key={`${index} ${step.text}`}>
            {'at' in step
              ? `${nameOf(step.at)}: ${step.text}`
              : `${nameOf(step.from)} → ${nameOf(step.to)}: ${step.text}`}
          </li>
        ))}
      </ol>
    </figure>
  );
}
