import { Children, type ReactNode } from 'react';

/** Names that a line does not end within, though they have a hyphen. */
const NAMES = /(0-9-1|Pre-Vote|aio-pika)/u;

/** A text in which such a name stays on one line. */
export function keepNames(content: ReactNode): ReactNode {
  return Children.map(content, (child) =>
    typeof child === 'string' && NAMES.test(child)
      ? child.split(NAMES).map((part, index) =>
          index % 2 === 0 ? (
            part
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
            <span key={index} className="whitespace-nowrap">
              {part}
            </span>
          ),
        )
      : child,
  );
}
