/** Makes a session that is answered differently as small as it can be and still be so. */
import type { JsonObject } from './amqp-lines';

type Lines = readonly JsonObject[];
type StillDiffers = (lines: Lines) => Promise<boolean>;

/** Takes out runs of lines, longest first, as long as the rest still differs. */
async function fewerLines(lines: Lines, stillDiffers: StillDiffers): Promise<Lines> {
  let kept = lines;
  for (let size = Math.ceil(lines.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    // From the end: what comes late depends on what comes early. The last line is the one that differs.
    for (let from = kept.length - 1 - size; from >= 0; from -= size) {
      const without = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (await stillDiffers(without)) kept = without;
    }
  }
  return kept;
}

/** The line without one of its fields, or of its arguments or properties, each in turn. */
function simpler(line: JsonObject): JsonObject[] {
  return Object.keys(line).flatMap((name) => {
    const { [name]: value, ...rest } = line;
    if (name === 'method' || name === 'advance' || name === 'inspect') return [];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [rest];
    const inner = Object.keys(value).map((field) => {
      const { [field]: _, ...others } = value as JsonObject;
      return { ...line, [name]: others };
    });
    return [rest, ...inner];
  });
}

async function simplerLines(lines: Lines, stillDiffers: StillDiffers): Promise<Lines> {
  let kept = lines;
  for (let index = 0; index < kept.length; index += 1) {
    for (let again = true; again; ) {
      again = false;
      for (const candidate of simpler(kept[index] ?? {})) {
        const changed = kept.map((line, at) => (at === index ? candidate : line));
        if (!(await stillDiffers(changed))) continue;
        kept = changed;
        again = true;
        break;
      }
    }
  }
  return kept;
}

export async function shrinkSession(lines: Lines, stillDiffers: StillDiffers): Promise<Lines> {
  const few = await fewerLines(lines, stillDiffers);
  return fewerLines(await simplerLines(few, stillDiffers), stillDiffers);
}
