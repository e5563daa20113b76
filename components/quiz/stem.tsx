import { type StemBlock, stemBlocks } from '@/quiz/stem-blocks';
import { RichText } from './rich-text';

/** What a stem begins with: as much of it as can stand in a heading. */
export function stemHead(stem: string): string {
  const [first] = stemBlocks(stem);
  return first?.type === 'text' ? first.text : '';
}

/** What comes after the head, with its code and tables. */
export function StemRest({ stem }: { readonly stem: string }) {
  const blocks = stemBlocks(stem);
  return <Blocks blocks={blocks[0]?.type === 'text' ? blocks.slice(1) : blocks} />;
}

/** A whole stem where no heading has told its beginning. */
export function Stem({ stem }: { readonly stem: string }) {
  return (
    <div className="flex min-w-0 flex-col gap-3 font-semibold">
      <Blocks blocks={stemBlocks(stem)} />
    </div>
  );
}

function Blocks({ blocks }: { readonly blocks: readonly StemBlock[] }) {
  return blocks.map((block, place) => {
    // Blocks never move: their place is what tells them apart.
    const key = `${place} ${block.type}`;
    if (block.type === 'text') {
      return (
        <p key={key} className="whitespace-pre-line text-pretty">
          <RichText text={block.text} />
        </p>
      );
    }
    if (block.type === 'code') return <CodeBlock key={key} lines={block.lines} />;
    return <TableBlock key={key} rows={block.rows} />;
  });
}

/** Lines as they are: what does not fit goes on beneath on a phone, and else is scrolled to, by the keyboard too. */
function CodeBlock({ lines }: { readonly lines: readonly string[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
    <div tabIndex={0} className="overflow-x-auto rounded-md border border-border bg-sunken">
      <pre className="w-max max-w-full p-3 font-mono font-normal text-sm sm:max-w-none">
        <code className="max-sm:whitespace-pre-wrap max-sm:break-words">{lines.join('\n')}</code>
      </pre>
    </div>
  );
}

function TableBlock({ rows: [head = [], ...rows] }: { readonly rows: readonly (readonly string[])[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
    <div tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse font-normal text-sm">
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col" className="border-border-strong border-b px-2 py-1 text-left">
                <RichText text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, column) => (
                <td key={head[column] ?? cell} className="border-border border-b px-2 py-1 font-mono">
                  <RichText text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
