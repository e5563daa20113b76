import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A code sample of a lesson: a file that runs by itself, of which the lesson shows the marked part. */
export interface Sample {
  /** The file's name. */
  readonly file: string;
  readonly language: 'python';
  /** What it is run against, as products with their versions. */
  readonly runsOn: readonly string[];
  readonly code: string;
}

/** What a sample may need besides Python, and what Debian 12 has of it. */
export const NEEDS = {
  rabbitmq: 'RabbitMQ 3.10',
  aio_pika: 'aio-pika 8.2',
  redis: 'Redis 7.0',
  redis_py: 'redis-py 4.3',
  gevent: 'gevent 22.10',
  anyio: 'anyio 3.6',
} as const;
export type Need = keyof typeof NEEDS;

function isNeed(name: string): name is Need {
  return Object.hasOwn(NEEDS, name);
}

/** What the first line of a sample says that it needs: `# needs: rabbitmq aio_pika`, or `# needs: nothing`. */
export function needsOf(source: string): readonly Need[] {
  return (/^# needs: (.*)$/mu.exec(source)?.[1] ?? '').split(' ').filter(isNeed);
}

/**
 * The part of a sample between `# shown` and `# end`, as a lesson in that language shows it. A comment holds both languages:
 * `# English | 한국어`.
 */
export function shownPart(source: string, locale: 'ko' | 'en'): string {
  const [, part = ''] = /^[ ]*# shown\n([\s\S]*?)^[ ]*# end$/mu.exec(source) ?? [];
  const lines = part.trimEnd().split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/u)));
  return lines
    .map((line) => line.slice(indent))
    .map((line) => line.replace(/# (.*) \| (.*)$/u, (_, en: string, ko: string) => `# ${locale === 'ko' ? ko : en}`))
    .join('\n');
}

/** The samples of a topic, in its folder `samples`, by file name without the ending. */
export async function samplesOf(
  folder: string,
  topicId: string,
  locale: 'ko' | 'en',
): Promise<ReadonlyMap<string, Sample>> {
  const place = path.join(folder, topicId, 'samples');
  const files = await readdir(place).catch(() => []);
  return new Map(
    await Promise.all(
      files.sort().map(async (file): Promise<[string, Sample]> => {
        const source = await readFile(path.join(place, file), 'utf8');
        const runsOn = ['Python 3.11', ...needsOf(source).map((need) => NEEDS[need])];
        return [path.parse(file).name, { file, language: 'python', runsOn, code: shownPart(source, locale) }];
      }),
    ),
  );
}
