// What `npm test -- --changed` runs: the tests that what differs from the last commit on main can break.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fail, root } from './setup.mjs';

/** What everything stands on, without an import that would say so. */
const sharedFiles =
  /^(package(-lock)?\.json|tsconfig\.json|vitest\.config\.ts|playwright\.config\.ts|next\.config\.js|postcss\.config\.mjs|proxy\.ts|instrumentation\.ts|mdx-components\.tsx|prisma\/.*|lib\/i18n\/.*|sim\/core\/(?!.*\.test\.ts).*|e2e\/fixtures\/.*|scripts\/(setup|start|serve|test|changed)\.mjs|.*\.css)$/;

/** A lab's own files: they are reached from every page that shows labs, and break only what is about this lab. */
const ofLab = /^(?:sim|components\/labs)\/([\w-]+)\//;

const ofTopic = /^content\/(\d\d)-[\w-]+\//;

/** Files that modules read rather than import, with the modules that read them. */
const readers = [
  [/^content\/.*\.(yaml|mdx)$/, ['content/catalog.ts', 'content/check.ts']],
  [/^messages\//, ['messages/all-messages.ts']],
  [/^sim\/.*testdata\//, ['sim/catalog.ts']],
];

/** A page of the app by its route's last word: /topics/[topicId]/lesson/[lessonId] is "lesson", the first page is "home". */
export function pageTag(file) {
  const words = path
    .dirname(file)
    .split('/')
    .slice(1)
    .filter((word) => !word.startsWith('['));
  return `@${words.at(-1) ?? 'home'}`;
}

function git(...args) {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.split('\n').filter(Boolean) : null;
}

/** Files that differ from the commit at which this branch left main, the uncommitted and the new ones too; paths from the root. */
export function changedFiles() {
  const [base] = git('merge-base', 'HEAD', 'main') ?? git('merge-base', 'HEAD', 'origin/main') ?? [];
  if (base === undefined)
    fail('--changed compares with the branch main, which this repository does not have: git fetch it.');
  return [...git('diff', '--name-only', base), ...git('ls-files', '--others', '--exclude-standard')];
}

function filesNamed(folder, name) {
  return readdirSync(path.join(root, folder), { recursive: true })
    .filter((file) => name.test(path.basename(file)))
    .map((file) => path.join(folder, file));
}

let imported;

/** By each page, layout and end-to-end spec: every file of ours that it imports, however far. Read once. */
function importedBy(entryPoints) {
  imported ??= readImports(entryPoints);
  return imported;
}

async function readImports(entryPoints) {
  // Only now: this comes with the packages.
  const esbuild = await import('esbuild');
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints,
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    splitting: true,
    treeShaking: false,
    outdir: 'out',
    logLevel: 'error',
    jsx: 'automatic',
    loader: { '.css': 'empty', '.mdx': 'empty', '.svg': 'empty', '.woff2': 'empty' },
  });
  const reach = (from) => {
    const seen = new Set();
    const open = [from];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      open.push(...(metafile.inputs[file]?.imports ?? []).filter(({ external }) => !external).map((each) => each.path));
    }
    return seen;
  };
  return new Map(entryPoints.map((entry) => [entry, reach(entry)]));
}

/**
 * What to run for these files. `related`: files whose unit tests run, null for all; `isServer`: whether the database's tests run on
 * PostgreSQL too; `grep`: which end-to-end tests, by the name of their file or their tag, '' for all, null for none;
 * `everythingFor`: the file that makes everything run, null when none does.
 */
export async function planFor(files) {
  const shared = files.find((file) => sharedFiles.test(file));
  if (shared !== undefined) return { related: null, isServer: true, grep: '', everythingFor: shared };
  const pages = filesNamed('app', /^(page|layout|route)\.tsx?$/);
  const specs = filesNamed('e2e', /\.spec\.ts$/);
  const imports = await importedBy([...pages, ...specs]);
  const wanted = new Set();
  for (const file of files) {
    const [, lab] = ofLab.exec(file) ?? [];
    const [, topic] = ofTopic.exec(file) ?? [];
    if (lab !== undefined) wanted.add(`@${lab}`);
    if (topic !== undefined) wanted.add(`@topic-${topic}`);
    if (/\.test\.tsx?$/.test(file)) continue;
    for (const [entry, reached] of imports) {
      if (!reached.has(file)) continue;
      if (specs.includes(entry)) wanted.add(path.basename(entry));
      else if (lab !== undefined) continue;
      else if (entry === 'app/[locale]/layout.tsx')
        return { related: null, isServer: true, grep: '', everythingFor: file };
      else wanted.add(pageTag(entry));
    }
  }
  const read = files.flatMap((file) => readers.filter(([name]) => name.test(file)).flatMap(([, modules]) => modules));
  return {
    related: [...new Set([...files.filter((file) => /\.(m?[jt]s|tsx|json)$/.test(file)), ...read])],
    isServer: files.some((file) => file.startsWith('server/')),
    grep: wanted.size === 0 ? null : [...wanted].map(patternOf).join('|'),
    everythingFor: null,
  };
}

/** Playwright looks for it in the file's name, the titles and the tags, with blanks between them. */
function patternOf(wanted) {
  return wanted.startsWith('@') ? `${wanted}(?=\\s|$)` : `(?<=^|[\\s/])${wanted.replaceAll('.', '\\.')}(?=\\s)`;
}
