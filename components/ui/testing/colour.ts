/** Red, green and blue in linear light, each from 0 to 1. */
export type LinearRgb = readonly [number, number, number];

export type Vision = 'normal' | 'protanopia' | 'deuteranopia' | 'tritanopia';

/** Row-major matrices on linear RGB at severity 1.0: Machado, Oliveira & Fernandes, IEEE TVCG 15(6), 2009, table 1. */
const simulations: Record<Vision, readonly [LinearRgb, LinearRgb, LinearRgb]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const visions: readonly Vision[] = ['normal', 'protanopia', 'deuteranopia', 'tritanopia'];

/** "#rrggbb" to linear light (IEC 61966-2-1). */
export function parseHex(hex: string): LinearRgb {
  const channel = (start: number) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** WCAG 2.2 contrast ratio, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [red, green, blue] = parseHex(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function simulate([red, green, blue]: LinearRgb, vision: Vision): LinearRgb {
  const row = ([r, g, b]: LinearRgb) => Math.min(1, Math.max(0, r * red + g * green + b * blue));
  const [first, second, third] = simulations[vision];
  return [row(first), row(second), row(third)];
}

/** CIE L*a*b* under D65. */
function toLab([red, green, blue]: LinearRgb): readonly [number, number, number] {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
  const y = f(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
  const z = f((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Mean of two hue angles in degrees, the short way round; of none when either colour is grey. */
function meanHue(one: number, other: number, grey: boolean): number {
  if (grey) return one + other;
  if (Math.abs(one - other) <= 180) return (one + other) / 2;
  return (one + other + (one + other < 360 ? 360 : -360)) / 2;
}

/** CIEDE2000 colour difference: Sharma, Wu & Dalal, Color Research & Application 30(1), 2005. */
function deltaE2000(first: LinearRgb, second: LinearRgb): number {
  const rad = Math.PI / 180;
  const [l1, a1, b1] = toLab(first);
  const [l2, a2, b2] = toLab(second);
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)));
  const [ap1, ap2] = [(1 + g) * a1, (1 + g) * a2];
  const [c1, c2] = [Math.hypot(ap1, b1), Math.hypot(ap2, b2)];
  const hue = (a: number, b: number) => (a === 0 && b === 0 ? 0 : (Math.atan2(b, a) / rad + 360) % 360);
  const [h1, h2] = [hue(ap1, b1), hue(ap2, b2)];
  const grey = c1 * c2 === 0;
  const turn = h2 - h1;
  const deltaHue = grey ? 0 : turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
  const deltaH = 2 * Math.sqrt(c1 * c2) * Math.sin((deltaHue / 2) * rad);
  const [l, c, h] = [(l1 + l2) / 2, (c1 + c2) / 2, meanHue(h1, h2, grey)];
  const cos = (degrees: number) => Math.cos(degrees * rad);
  const t = 1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.2 * cos(4 * h - 63);
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2);
  const sc = 1 + 0.045 * c;
  const sh = 1 + 0.015 * c * t;
  const rotation =
    -2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) * Math.sin(60 * Math.exp(-(((h - 275) / 25) ** 2)) * rad);
  const [dl, dc, dh] = [(l2 - l1) / sl, (c2 - c1) / sc, deltaH / sh];
  return Math.sqrt(dl ** 2 + dc ** 2 + dh ** 2 + rotation * dc * dh);
}

/** The smallest CIEDE2000 difference between any two of some colours, in the vision where it is smallest. */
export function closestPair(hexes: readonly string[]): {
  deltaE: number;
  vision: Vision;
  pair: readonly [string, string];
} {
  const all = visions.flatMap((vision) =>
    hexes.flatMap((one, index) =>
      hexes.slice(index + 1).map((other) => ({
        deltaE: deltaE2000(simulate(parseHex(one), vision), simulate(parseHex(other), vision)),
        vision,
        pair: [one, other] as const,
      })),
    ),
  );
  const closest = all.sort((a, b) => a.deltaE - b.deltaE)[0];
  if (!closest) throw new Error('closestPair needs at least two colours');
  return closest;
}
