import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allMessages } from './all-messages';
import { clientModules, moduleGraph, textsNamed, textsSent } from './testing/client-texts';

const root = path.join(import.meta.dirname, '..');
const layout = 'app/[locale]/layout.tsx';
const errorPage = 'app/[locale]/error.tsx';
const pages = readdirSync(path.join(root, 'app', '[locale]'), { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'page.tsx')
  .map((file) => path.join('app', '[locale]', file));
const [graph, texts] = await Promise.all([moduleGraph([layout, errorPage, ...pages]), allMessages('en')]);

/** Loads a lab's view together with the namespaces `lab` and `labs.<id>`. */
const labLoader = 'components/labs/use-lab-view.ts';
/** What stands in a lab's place before it is there. */
const beforeTheLab = [
  'components/labs/loaded-lab.tsx',
  'components/labs/with-lab.tsx',
  'components/lab-shell/lab-skeleton.tsx',
];

function sourceOf(file: string): string {
  const found = graph.get(file);
  if (found === undefined) throw new Error(`${file} is no module of a page`);
  return found.source;
}

/** Whether what is in `file` is shown only inside a lab that is loaded, where its texts are. */
function isWithinLab(file: string, modules: readonly string[]): boolean {
  if (!modules.includes(labLoader) || beforeTheLab.includes(file)) return false;
  const isOfLab = /^components\/(labs|lab-shell)\//.test(file);
  return isOfLab || graph.get(file)?.imports.includes('components/labs/with-lab.tsx') === true;
}

function isBelow(name: string, namespace: string): boolean {
  return name === namespace || name.startsWith(`${namespace}.`);
}

interface Named {
  readonly name: string;
  readonly file: string;
}

/** The texts that a page's client components need from the page or the layout. */
function textsNeeded(page: string): readonly Named[] {
  const modules = clientModules(graph, page);
  return modules.flatMap((file) =>
    textsNamed(sourceOf(file), { ...texts })
      .filter((name) => !(isWithinLab(file, modules) && (isBelow(name, 'lab') || isBelow(name, 'labs'))))
      .map((name) => ({ name, file })),
  );
}

describe('the texts that a page sends to the browser', () => {
  const sentByLayout = textsSent(sourceOf(layout));

  it.each([layout, errorPage, ...pages])('hold all that its client components name: %s', (page) => {
    const sent = [...sentByLayout, ...textsSent(sourceOf(page))];
    const missing = textsNeeded(page).filter(({ name }) => !sent.some((namespace) => isBelow(name, namespace)));
    expect(missing).toEqual([]);
  });

  it.each([layout, ...pages])('hold nothing that none of its client components names: %s', (page) => {
    const needed = textsNeeded(page);
    const idle = textsSent(sourceOf(page)).filter(
      (namespace) => !needed.some(({ name }) => isBelow(name, namespace) || isBelow(namespace, name)),
    );
    expect(idle).toEqual([]);
  });

  it('are seen in every way a module can name one', () => {
    const source = `useTranslations('quiz.renderer'); t('number'); t('ui.retry'); t(\`labs.\${id}.name\`); say('no.text');`;
    expect(textsNamed(source, { ...texts })).toEqual(['quiz.renderer', 'ui.retry', 'labs']);
    const page = `<Texts namespaces={['quiz', \`labs.\${id}.experiment\`]}>`;
    expect(textsSent(page)).toEqual(['quiz', 'labs']);
  });
});
