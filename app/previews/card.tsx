import { readFile } from 'node:fs/promises';
import { createRequire as requireFrom } from 'node:module';
import type { CSSProperties, ReactNode } from 'react';
import type { Status } from '@/components/ui/state-palette';
import { PREVIEW_SIZE } from '../link-preview';

/** What a link's picture shows. */
export interface PreviewCard {
  /** Where it is: small, above the title. */
  readonly kicker: string;
  readonly title: string;
  /** What happens at the moment that is shown, or what the page is about. */
  readonly said: string;
  /** What the lab consists of, and how it is. */
  readonly items: readonly PreviewItem[];
  /** The run's bar; null where there is none. */
  readonly bar: PreviewBar | null;
}

export interface PreviewItem {
  readonly name: string;
  readonly role: string;
  readonly facts: string;
  readonly status: Status;
}

/** Shares are of the bar's length, from 0 to 1. */
interface PreviewBar {
  readonly share: number;
  readonly marks: readonly { readonly share: number; readonly status: Status }[];
}

/** The light theme of globals.css, which a picture cannot read. */
const COLORS = {
  canvas: '#fbfaf7',
  surface: '#ffffff',
  text: '#211f1b',
  muted: '#5e5a55',
  border: '#e0ded9',
  strong: '#898680',
  accent: '#184f90',
};
const STATUS_COLORS: Readonly<Record<Status, string>> = {
  ok: '#103776',
  active: '#0092c9',
  success: '#2f7754',
  failure: '#b0070c',
  pending: '#c77506',
  neutral: '#3e3d3b',
};

const ITEMS_MAX = 6;
const MARKS_MAX = 60;

// Next's image library is found as packages are by Node, wherever this is bundled to.
const load = requireFrom(import.meta.url);

/** Draws a card. No network: every character that is asked for is in a font of ours. */
export async function drawCard(card: PreviewCard): Promise<Uint8Array> {
  const { ImageResponse }: typeof import('next/og') = load('next/og');
  const image = new ImageResponse(<Card card={card} />, { ...PREVIEW_SIZE, fonts: [...(await fonts())] });
  return new Uint8Array(await image.arrayBuffer());
}

let loadedFonts: ReturnType<typeof readFonts> | undefined;

function fonts() {
  loadedFonts ??= readFonts();
  return loadedFonts;
}

async function readFonts() {
  const folder = load.resolve('pretendard/package.json').replace(/package\.json$/, 'dist/public/static/');
  const read = async (name: string, weight: 500 | 700) => {
    const { buffer, byteOffset, byteLength } = await readFile(`${folder}Pretendard-${name}.otf`);
    return { name: 'Pretendard', weight, data: buffer.slice(byteOffset, byteOffset + byteLength) };
  };
  return Promise.all([read('Medium', 500), read('Bold', 700)]);
}

/** Characters that the font has. The library would fetch a font, or a picture of an emoji, for any other. */
const UNDRAWN =
  /[^\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2190-\u2193\u2212\u2260\u2264\u2265ㄱ-ㅣ가-힣]/gu;

/** A text as it can be drawn: names come from recordings that anybody may have made. */
export function drawn(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(UNDRAWN, '?');
}

const row: CSSProperties = { display: 'flex', flexDirection: 'row', alignItems: 'center' };
const column: CSSProperties = { display: 'flex', flexDirection: 'column' };
const oneLine: CSSProperties = { display: 'block', lineClamp: 1, wordBreak: 'break-all' };

function Card({ card: { kicker, title, said, items, bar } }: { readonly card: PreviewCard }) {
  return (
    <div
      style={{
        ...column,
        width: '100%',
        height: '100%',
        padding: '44px 60px 36px',
        backgroundColor: COLORS.canvas,
        color: COLORS.text,
        fontFamily: 'Pretendard',
        fontWeight: 500,
      }}
    >
      <div style={{ ...row, justifyContent: 'space-between', color: COLORS.muted, fontSize: 27 }}>
        <div style={{ ...oneLine, maxWidth: 800 }}>{drawn(kicker)}</div>
        <div style={{ ...row, color: COLORS.text, fontWeight: 700 }}>
          <Sign />
          <div style={{ marginLeft: 12 }}>Interleave</div>
        </div>
      </div>
      <div
        style={{
          display: 'block',
          lineClamp: 2,
          marginTop: 18,
          fontSize: 54,
          fontWeight: 700,
          lineHeight: 1.2,
          letterSpacing: '-0.02em',
          wordBreak: 'keep-all',
        }}
      >
        {drawn(title)}
      </div>
      <div
        style={{
          display: 'block',
          lineClamp: items.length === 0 ? 6 : 2,
          marginTop: 14,
          fontSize: 28,
          lineHeight: 1.4,
          color: COLORS.muted,
          wordBreak: 'keep-all',
        }}
      >
        {drawn(said)}
      </div>
      <div style={{ display: 'flex', flexGrow: 1 }} />
      <Items items={items} />
      {bar === null ? null : <Bar bar={bar} />}
    </div>
  );
}

/** The site's sign, as in app/icon.svg. */
function Sign() {
  return (
    <svg width="34" height="34" viewBox="0 0 24 24" fill="none" strokeWidth="2.6" aria-hidden="true">
      <path d="M1 6c5.5 0 5.5 12 11 12S17.5 6 23 6" stroke={COLORS.text} />
      <path d="M1 18C6.5 18 6.5 6 12 6s5.5 12 11 12" stroke={COLORS.accent} />
    </svg>
  );
}

/** In rows of three; what is left over is counted. */
function Items({ items }: Pick<PreviewCard, 'items'>) {
  const shown = items.length > ITEMS_MAX ? items.slice(0, ITEMS_MAX - 1) : items;
  const more = items.length - shown.length;
  const cells: ReactNode[] = shown.map((item) => <Item key={item.name} item={item} />);
  if (more > 0) {
    cells.push(
      <div key="more" style={{ ...row, width: 352, height: 98, paddingLeft: 20, color: COLORS.muted, fontSize: 26 }}>
        {`+${more}`}
      </div>,
    );
  }
  return <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>{cells}</div>;
}

function Item({ item: { name, role, facts, status } }: { readonly item: PreviewItem }) {
  return (
    <div
      style={{
        ...row,
        alignItems: 'stretch',
        width: 352,
        height: 98,
        border: `2px solid ${COLORS.border}`,
        backgroundColor: COLORS.surface,
      }}
    >
      <div style={{ display: 'flex', width: 10, backgroundColor: STATUS_COLORS[status] }} />
      <div style={{ ...column, justifyContent: 'center', width: 330, paddingLeft: 14, paddingRight: 10 }}>
        <div style={{ ...row, alignItems: 'baseline' }}>
          <div style={{ ...oneLine, maxWidth: 200, fontSize: 27, fontWeight: 700 }}>{drawn(name)}</div>
          <div style={{ ...oneLine, maxWidth: 120, marginLeft: 10, fontSize: 23, color: STATUS_COLORS[status] }}>
            {drawn(role)}
          </div>
        </div>
        {facts === '' ? null : (
          <div style={{ ...oneLine, marginTop: 4, fontSize: 22, color: COLORS.muted }}>{drawn(facts)}</div>
        )}
      </div>
    </div>
  );
}

/** How far the run is, and what happened in it so far. */
function Bar({ bar: { share, marks } }: { readonly bar: PreviewBar }) {
  const width = PREVIEW_SIZE.width - 120;
  const at = (part: number) => 8 + Math.min(1, Math.max(0, part)) * (width - 16);
  const every = Math.max(1, Math.ceil(marks.length / MARKS_MAX));
  return (
    <svg width={width} height="22" viewBox={`0 0 ${width} 22`} style={{ marginTop: 20 }} aria-hidden="true">
      <line x1="0" x2={width} y1="11" y2="11" stroke={COLORS.border} strokeWidth="4" />
      <line x1="0" x2={at(share)} y1="11" y2="11" stroke={COLORS.strong} strokeWidth="4" />
      {marks
        .filter((_, index) => index % every === 0)
        .map((mark) => (
          <line
            key={mark.share}
            x1={at(mark.share)}
            x2={at(mark.share)}
            y1="3"
            y2="19"
            stroke={STATUS_COLORS[mark.status]}
            strokeWidth="4"
          />
        ))}
      <circle cx={at(share)} cy="11" r="8" fill={COLORS.text} />
    </svg>
  );
}
