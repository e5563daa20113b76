/** What a descriptor can be asked about and report, as poll(2) and epoll_ctl(2) name it; the last four only say how epoll watches. */
const BITS = {
  IN: 0x001,
  PRI: 0x002,
  OUT: 0x004,
  ERR: 0x008,
  HUP: 0x010,
  NVAL: 0x020,
  RDHUP: 0x2000,
  EXCLUSIVE: 0x1_0000,
  WAKEUP: 0x2_0000,
  ONESHOT: 0x4_0000,
  ET: 0x8_0000,
} as const;

export const { IN, PRI, OUT, ERR, HUP, NVAL, RDHUP, EXCLUSIVE, ONESHOT, ET } = BITS;

/** `EP_PRIVATE_BITS` of fs/eventpoll.c: what no file reports. */
export const HOW_TO_WATCH = BITS.EXCLUSIVE | BITS.WAKEUP | BITS.ONESHOT | BITS.ET;

/** What EPOLLEXCLUSIVE may stand beside (`EPOLLEXCLUSIVE_OK_BITS`). */
export const BESIDE_EXCLUSIVE = IN | OUT | ERR | HUP | BITS.WAKEUP | BITS.ET | BITS.EXCLUSIVE;

/** Null for a name that is no flag. `IN|ET`, `IN ET` and the names with EPOLL or POLL before them are the same. */
export function parseFlags(text: string): number | null {
  let flags = 0;
  for (const word of text.split(/[|,\s]+/).filter((each) => each !== '')) {
    const name = word.replace(/^E?POLL/, '');
    if (!Object.hasOwn(BITS, name)) return null;
    flags |= BITS[name as keyof typeof BITS];
  }
  return flags;
}

const written = new Map<number, string>();

/** By rising bit: `IN|HUP|RDHUP`. */
export function flagsText(flags: number): string {
  const known = written.get(flags);
  if (known !== undefined) return known;
  const text = Object.entries(BITS)
    .filter(([, bit]) => (flags & bit) !== 0)
    .map(([name]) => name)
    .join('|');
  written.set(flags, text);
  return text;
}
