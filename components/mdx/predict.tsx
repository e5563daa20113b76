import { Children, Fragment, isValidElement, type ReactNode } from 'react';
import { RichText } from '@/components/quiz/rich-text';
import { PredictCard } from './predict-card';
import type { ShownPrediction } from './prediction';

interface PredictProps {
  readonly question: string;
  /** Ids of the topic's objectives that this belongs to, joined by blanks. Read by the content check alone. */
  readonly objective?: string;
  /** `<Option>`s, one of them `right`, and an `<Answer>`. */
  readonly children: ReactNode;
}

interface OptionProps {
  readonly right?: boolean;
  readonly children: ReactNode;
}

/** One thing that may be believed. Drawn by the `<Predict>` around it. */
export function Option({ children }: OptionProps) {
  return <>{children}</>;
}

/** What is so, and why. Drawn by the `<Predict>` around it. */
export function Answer({ children }: { readonly children: ReactNode }) {
  return <>{children}</>;
}

/** A question to be answered before reading on, written where it stands: told at once, with one answer for all. */
export function Predict({ question, children }: PredictProps) {
  const parts = flatten(children);
  const options = parts.flatMap((part, index) =>
    isValidElement<OptionProps>(part) && part.type === Option
      ? [
          {
            id: `option-${index}`,
            content: part.props.children,
            isRight: part.props.right === true,
            reply: null,
            run: null,
          },
        ]
      : [],
  );
  const answer = parts.find((part) => isValidElement(part) && part.type === Answer);
  return <PredictCard name={question} isSent={false} question={question} options={options} answer={answer} />;
}

/** A question of the topic's `predictions.yaml`: each option has its reply, each wrong one a run. */
export function PredictItem({ prediction: { id, question, options } }: { readonly prediction: ShownPrediction }) {
  const drawn = options.map(({ text, reply, ...option }) => ({
    ...option,
    content: <RichText text={text} />,
    reply: <RichText text={reply} />,
  }));
  return <PredictCard name={id} isSent question={question} options={drawn} answer={null} />;
}

function flatten(children: ReactNode): ReactNode[] {
  return Children.toArray(children).flatMap((child) =>
    isValidElement<{ children?: ReactNode }>(child) && child.type === Fragment
      ? flatten(child.props.children)
      : [child],
  );
}
