import { maglevTable } from '../../sim/hash-ring/maglev';
import { createRouter, routing } from '../../sim/hash-ring/router';

const hosts = Array.from({ length: 50 }, (_, index) => `10.244.0.${index}:8000`);
const pods = hosts.slice(0, 4);

/** How long tables take to build and keys to look up. */
export function bench(): void {
  const ring = createRouter(routing.parse({ algorithm: 'ring-hash', hosts }));
  const four = [
    { algorithm: 'ring-hash', hosts: pods },
    { algorithm: 'maglev', hosts: pods },
    { algorithm: 'jump', buckets: 4 },
    { algorithm: 'modulo', buckets: 4 },
  ].map((each) => createRouter(routing.parse(each)));
  const works: readonly (readonly [string, () => void])[] = [
    [
      'Maglev, 65,537 entries, 50 hosts',
      () =>
        maglevTable(
          hosts,
          hosts.map(() => 1),
          65_537,
        ),
    ],
    ['100,000 look-ups in a ring of 50 hosts', () => lookUp([ring], 100_000)],
    ['10,000 keys by 4 algorithms', () => lookUp(four, 10_000)],
  ];
  for (const [what, work] of works) {
    // The first runs warm up.
    const times = Array.from({ length: 7 }, () => millisecondsOf(work)).slice(2);
    console.log(`${what.padEnd(42)} ${Math.min(...times).toFixed(1)} - ${Math.max(...times).toFixed(1)} ms`);
  }
}

function lookUp(routers: readonly ReturnType<typeof createRouter>[], keys: number): void {
  for (const router of routers) {
    for (let index = 0; index < keys; index += 1) router.placeOf(router.hash(`job-${index}`), 0);
  }
}

/** Of processor time: what else the machine does is left out. */
function millisecondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1e3;
}
