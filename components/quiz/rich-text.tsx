import { Fragment } from 'react';
import { stemLine } from '@/quiz/stem-blocks';

/** Text of a quiz item: plain, but for `code` between backticks. */
export function RichText({ text }: { readonly text: string }) {
  const [first = '', ...rest] = text.split('`');
  // What follows each backtick, paired: code, then plain text.
  const pairs = Array.from({ length: Math.ceil(rest.length / 2) }, (_, pair) => rest.slice(2 * pair, 2 * pair + 2));
  let offset = 0;
  return (
    <>
      {first}
      {pairs.map(([code, plain]) => {
        offset += 1 + (code?.length ?? 0) + (plain?.length ?? 0);
        return (
          <Fragment key={offset}>
            <code className="rounded-xs bg-sunken px-1 py-0.5 font-mono text-[0.9em]">{code}</code>
            {plain}
          </Fragment>
        );
      })}
    </>
  );
}

/** The same text where only plain text can stand: in a name, in a list. */
export function plainText(text: string): string {
  return stemLine(text).replaceAll('`', '');
}
