import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';
import { TableScroll } from '@/components/ui/table-scroll';
import type { CodeLine } from './types';

interface CodeProps {
  readonly label: string;
  readonly code: string;
  /** The same, highlighted; undefined where that could not be had. */
  readonly lines: readonly CodeLine[] | undefined;
  /** What stands where the code says `⟦gap⟧`. */
  readonly renderGap?: ((gap: string) => ReactNode) | undefined;
}

/** Code in a box that scrolls by itself. With gaps it breaks its lines instead: none may be out of sight. */
export function Code({ label, code, lines, renderGap }: CodeProps) {
  const shown: readonly CodeLine[] = lines ?? code.split('\n').map((text) => [{ text, color: null }]);
  return (
    <TableScroll label={label}>
      <pre
        className={cx(
          'rounded-md border border-border bg-sunken px-4 py-3 font-mono text-sm leading-relaxed',
          renderGap === undefined ? 'min-w-max' : 'whitespace-pre-wrap wrap-anywhere',
        )}
      >
        <code>
          {numbered(shown).map(({ key, value: line }) => (
            <span key={key} className="block min-h-[1lh]">
              {numbered(line).map(({ key: tokenKey, value: { text, color } }) => (
                <span key={tokenKey} style={color === null ? {} : { color }}>
                  {withGaps(text, renderGap)}
                </span>
              ))}
            </span>
          ))}
        </code>
      </pre>
    </TableScroll>
  );
}

/** With a key for each: their places never change. */
function numbered<Value>(values: readonly Value[]): readonly { readonly key: string; readonly value: Value }[] {
  return values.map((value, index) => ({ key: String(index), value }));
}

function withGaps(text: string, renderGap: ((gap: string) => ReactNode) | undefined): ReactNode {
  const parts = text.split(/⟦([a-z0-9-]+)⟧/u);
  if (parts.length === 1 || renderGap === undefined) return text;
  // What split captured stands at the odd places.
  return numbered(parts).map(({ key, value }) =>
    Number(key) % 2 === 0 ? value : <span key={key}>{renderGap(value)}</span>,
  );
}
