/**
 * The committed sessions, `sim/amqp/testdata/conformance/*.json`: what was sent by hand or found by chance, with the real
 * broker's answers, so that the model is held to them where no broker is.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from './amqp-lines';

const folder = path.join(import.meta.dirname, '../../sim/amqp/testdata/conformance');

export interface FixtureSession {
  readonly title: string;
  readonly lines: readonly { readonly send: JsonObject; readonly expect: readonly JsonObject[] }[];
}

export interface FixtureFile {
  readonly file: string;
  readonly sessions: readonly FixtureSession[];
}

export function readFixtures(): readonly FixtureFile[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => ({
    file,
    sessions: JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as readonly FixtureSession[],
  }));
}

/** One line per line of the session, so that a change of one answer is a change of one line. */
function fixtureText(sessions: readonly FixtureSession[]): string {
  const texts = sessions.map(({ title, lines }) => {
    const answered = lines.map(({ send, expect }) => `      ${JSON.stringify({ send, expect })}`);
    return `  {\n    "title": ${JSON.stringify(title)},\n    "lines": [\n${answered.join(',\n')}\n    ]\n  }`;
  });
  return `[\n${texts.join(',\n')}\n]\n`;
}

export function writeFixtures({ file, sessions }: FixtureFile): void {
  writeFileSync(path.join(folder, file), fixtureText(sessions));
}
