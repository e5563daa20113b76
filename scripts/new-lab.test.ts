import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { namesOf, simulationCatalog, viewCatalog } from './new-lab';
import { labFiles, STAGES } from './new-lab/templates';

const names = namesOf('task-list');

test('makes names for files and for code of an id, and refuses what is no id', () => {
  expect(names).toEqual({ id: 'task-list', camel: 'taskList', pascal: 'TaskList' });
  for (const id of ['', 'Task', 'a--b', '-a', 'a_b', '9lives']) expect(() => namesOf(id)).toThrow('small letters');
});

test('enters a lab into both catalogs as they stand', () => {
  const read = (file: string) => readFileSync(`${import.meta.dirname}/../${file}`, 'utf8');
  const simulations = simulationCatalog(read('sim/catalog.ts'), names);
  expect(simulations).toContain("import { taskListLab } from './task-list/lab';");
  expect(simulations).toContain("  'task-list': taskListLab,");
  expect(viewCatalog(read('components/labs/catalog.ts'), names)).toContain("import('./task-list/view')");
});

test.each(STAGES)(
  'writes the same texts in both languages for a lab on the stage %s, and a component only where one is drawn with it',
  (stage) => {
    const files = labFiles(names, stage);
    const keysOf = (value: unknown, path = ''): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, each]) => keysOf(each, `${path}.${key}`))
        : [path];
    const [en, ko] = ['en', 'ko'].map((language) =>
      keysOf(JSON.parse(files.get(`components/labs/task-list/messages.${language}.json`) ?? '')),
    );
    expect(en).toEqual(ko);
    expect(files.has('components/labs/task-list/stage.tsx')).toBe(stage === 'own');
    expect(files.has('components/labs/task-list/task-node.tsx')).toBe(stage === 'nodes');
    expect(files.get('components/labs/task-list/view.ts')).toContain(stage === 'own' ? 'ownStage(' : `= ${stage}<`);
  },
);

test.each(STAGES)(
  'writes a lab on the stage %s in at most eight files and two hundred lines beside its texts',
  (stage) => {
    const files = [...labFiles(names, stage)];
    expect(files.length).toBeLessThanOrEqual(8);
    const lines = files.flatMap(([file, text]) => (file.endsWith('.json') ? [] : text.trimEnd().split('\n')));
    expect(lines.length).toBeLessThanOrEqual(200);
  },
);
