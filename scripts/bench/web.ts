/**
 * npm run -s bench:web — how light the pages are: Lighthouse on the production build, as a phone on a slow network sees it.
 *
 *   npm run -s bench:web                                every route, median of five visits, in Korean
 *   npm run -s bench:web -- --runs 1 --only home,lesson --locale en
 *
 * A visit starts with nothing in the browser's cache. Points are out of 100, times in milliseconds (simulated throttling: 150 ms to
 * the server and back, 1.6 Mbit/s, a processor four times slower), sizes in KB (1,000 bytes) as sent, until the network is quiet.
 * `*` marks what misses its target; what costs points for accessibility, best practices and SEO is named below. Lighthouse counts
 * processor time by the clock: the machine should do nothing else.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import lighthouse, { type Result } from 'lighthouse';
import { labs } from '../../sim/catalog';
import { freePort } from '../free-port.mjs';
import { Session } from '../server/app-process';
import { withApp } from './browser';

interface Route {
  readonly name: string;
  /** After the language, e.g. `/topics`. */
  readonly path: string;
  readonly cookie?: string;
  readonly targets: Targets;
}
interface Targets {
  readonly performance: number;
  readonly lcpMs: number;
  readonly tbtMs?: number;
}
interface Visit {
  /** By the column's name. */
  readonly figures: Readonly<Record<string, number>>;
  /** What costs points for accessibility, best practices and SEO. */
  readonly faults: readonly string[];
}

interface Column {
  readonly name: string;
  readonly of: (result: Result) => number;
  readonly digits?: number;
  readonly isMissed?: (value: number, targets: Targets) => boolean;
}

const PAGE: Targets = { performance: 95, lcpMs: 1_800, tbtMs: 150 };
const LAB: Targets = { performance: 90, lcpMs: 2_500 };
const CLS_MAX = 0.02;

const columns: readonly Column[] = [
  { name: 'perf', of: points('performance'), isMissed: (value, { performance }) => value < performance },
  { name: 'LCP', of: audit('largest-contentful-paint'), isMissed: (value, { lcpMs }) => value > lcpMs },
  { name: 'TBT', of: audit('total-blocking-time'), isMissed: (value, { tbtMs = Infinity }) => value > tbtMs },
  { name: 'CLS', of: audit('cumulative-layout-shift'), digits: 3, isMissed: (value) => value > CLS_MAX },
  { name: 'FCP', of: audit('first-contentful-paint') },
  { name: 'html', of: kilobytes('document') },
  { name: 'js', of: kilobytes('script') },
  { name: 'css', of: kilobytes('stylesheet') },
  { name: 'fonts', of: kilobytes('font') },
  { name: 'a11y', of: points('accessibility'), isMissed: (value) => value < 100 },
  { name: 'best', of: points('best-practices'), isMissed: (value) => value < 100 },
  { name: 'SEO', of: points('seo'), isMissed: (value) => value < 100 },
];

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    only: { type: 'string' },
    locale: { type: 'string', default: 'ko' },
  },
});
const runs = Number(options.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${options.runs} is no number of visits`);

await withApp(async (address, dataDir) => {
  const routes = await routesOf(address, dataDir);
  const only = options.only?.split(',') ?? routes.map(({ name }) => name);
  const unknown = only.filter((name) => !routes.some((route) => route.name === name));
  if (unknown.length > 0) throw new Error(`no such route: ${unknown}; there are ${routes.map(({ name }) => name)}`);
  process.stdout.write(`${'route'.padEnd(16)}${columns.map(({ name }) => name.padStart(8)).join('')}\n`);
  for (const route of routes.filter(({ name }) => only.includes(name))) {
    const visits: Visit[] = [];
    for (let run = 0; run < runs; run += 1)
      visits.push(await visit(`${address}/${options.locale}${route.path}`, route));
    process.stdout.write(`${row(route, visits)}\n`);
    for (const fault of new Set(visits.flatMap(({ faults }) => faults))) process.stdout.write(`  ${fault}\n`);
  }
});

async function routesOf(address: string, dataDir: string): Promise<readonly Route[]> {
  const signIn = (role: string) =>
    Session.signIn(
      { address },
      `${role}@interleave.test`,
      readFileSync(path.join(dataDir, `demo-${role}-password`), 'utf8'),
    );
  const [learner, instructor] = [await signIn('learner'), await signIn('instructor')];
  const opened = { id: randomUUID(), name: 'bench:web' };
  const reply = await instructor.call({ address }, 'openClassAction', opened, '/en/classes');
  if (reply?.ok !== true) throw new Error(`no class was opened: ${JSON.stringify(reply)}`);
  const topic = '/topics/12-consensus-algorithms';
  return [
    { name: 'home', path: '', targets: PAGE },
    { name: 'topics', path: '/topics', targets: PAGE },
    { name: 'lesson', path: `${topic}/lesson/elections`, targets: PAGE },
    { name: 'quiz', path: `${topic}/quiz`, cookie: learner.cookie, targets: PAGE },
    { name: 'class', path: `/classes/${opened.id}`, cookie: instructor.cookie, targets: PAGE },
    ...Object.keys(labs).map((id) => ({ name: id, path: `/labs/${id}`, targets: LAB })),
  ];
}

/** One visit by a browser of its own. Throws when the page could not be measured. */
async function visit(url: string, { cookie }: Route): Promise<Visit> {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [`--remote-debugging-port=${port}`, '--no-sandbox', '--disable-background-networking'],
  });
  try {
    const done = await lighthouse(url, {
      port,
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
      ...(cookie === undefined ? {} : { extraHeaders: { Cookie: cookie } }),
    });
    const result = done?.lhr;
    if (result === undefined || result.runtimeError !== undefined) {
      throw new Error(`${url} was not measured: ${result?.runtimeError?.message}`);
    }
    if (result.mainDocumentUrl !== url) throw new Error(`${url} led to ${result.mainDocumentUrl}`);
    return { figures: Object.fromEntries(columns.map(({ name, of }) => [name, of(result)])), faults: faultsIn(result) };
  } finally {
    await browser.close();
  }
}

/** The route's line: of each figure the median of the visits. */
function row({ name: route, targets }: Route, visits: readonly Visit[]): string {
  const cells = columns.map(({ name, digits = 0, isMissed }) => {
    const sorted = visits.map(({ figures }) => figures[name] ?? Number.NaN).sort((one, other) => one - other);
    const value = sorted[sorted.length >> 1] ?? Number.NaN;
    return `${value.toFixed(digits)}${isMissed?.(value, targets) === true ? '*' : ' '}`.padStart(8);
  });
  return route.padEnd(16) + cells.join('');
}

function faultsIn({ categories, audits }: Result): readonly string[] {
  return ['accessibility', 'best-practices', 'seo'].flatMap((category) =>
    (categories[category]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(({ id }) => `${category}: ${audits[id]?.title} (${id})`),
  );
}

function points(category: string): Column['of'] {
  return ({ categories }) => Math.round((categories[category]?.score ?? 0) * 100);
}

function audit(id: string): Column['of'] {
  return ({ audits }) => audits[id]?.numericValue ?? Number.NaN;
}

function kilobytes(resourceType: string): Column['of'] {
  return ({ audits }) => {
    const { details } = audits['resource-summary'] ?? {};
    const items = details?.type === 'table' ? details.items : [];
    return Number(items.find((item) => item.resourceType === resourceType)?.transferSize ?? 0) / 1_000;
  };
}
