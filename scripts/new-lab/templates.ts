/** What a new lab is called in its files: `task-list`, `taskList`, `TaskList`. */
export interface LabNames {
  readonly id: string;
  readonly camel: string;
  readonly pascal: string;
}

export const STAGES = ['lanes', 'graph', 'nodes', 'own'] as const;
export type StageName = (typeof STAGES)[number];

/** The files of a lab in which tasks are added and are done some time later, by their paths. */
export function labFiles(names: LabNames, stage: StageName): ReadonlyMap<string, string> {
  const { id } = names;
  const view = `components/labs/${id}`;
  return new Map([
    [`sim/${id}/model.ts`, model(names)],
    [`sim/${id}/scenarios.ts`, scenarios(names)],
    [`sim/${id}/lab.ts`, lab(names)],
    [`sim/${id}/lab.test.ts`, labTest(names)],
    [`${view}/view.ts`, viewFile(names, stage)],
    ...(stage === 'own' ? ([[`${view}/stage.tsx`, ownStage(names)]] as const) : []),
    ...(stage === 'nodes' ? ([[`${view}/task-node.tsx`, taskNode(names)]] as const) : []),
    [`${view}/messages.en.json`, texts(id, 0)],
    [`${view}/messages.ko.json`, texts(id, 1)],
  ]);
}

const model = ({ id, camel, pascal }: LabNames) => `import * as z from 'zod';
import type { Simulation, TraceOf } from '../core/simulation';

/** One tick is one millisecond. */
export const TICKS_PER_SECOND = 1_000;
const TASKS_MAX = 100;

export const ${camel}Config = z.strictObject({
  /** How long a task takes. */
  taskMs: z.int().min(1).max(10_000).default(500),
});
export type ${pascal}Config = z.infer<typeof ${camel}Config>;

export const ${camel}Command = z.discriminatedUnion('type', [z.strictObject({ type: z.literal('addTask') })]);
export type ${pascal}Command = z.infer<typeof ${camel}Command>;

interface Task {
  readonly id: string;
  isDone: boolean;
}

export interface ${pascal}State {
  readonly config: ${pascal}Config;
  readonly tasks: Task[];
}

export interface ${pascal}Event {
  readonly type: 'done';
  readonly task: number;
}

export type ${pascal}Trace = TraceOf<{ added: null; done: null; ignored: { reason: 'full' } }>;

/** Tasks that are added by a person, and done some time later. */
export const ${camel}: Simulation<${pascal}Config, ${pascal}State, ${pascal}Command, ${pascal}Event, ${pascal}Trace> = {
  id: '${id}',
  version: '1',
  ticksPerSecond: TICKS_PER_SECOND,
  config: ${camel}Config,
  command: ${camel}Command,
  invariants: [
    {
      id: 'namesDiffer',
      name: 'No two tasks have the same name',
      source: 'this model',
      check({ tasks }) {
        const twice = tasks.find(({ id }, at) => tasks.findIndex((task) => task.id === id) !== at);
        return twice === undefined ? null : { task: twice.id };
      },
    },
  ],

  init(config) {
    return { config, tasks: [] };
  },

  onCommand(state, _command, world) {
    if (state.tasks.length >= TASKS_MAX) {
      world.trace({ kind: 'ignored', actor: 'person', data: { reason: 'full' } });
      return state;
    }
    const task = { id: \`task-\${state.tasks.length + 1}\`, isDone: false };
    state.tasks.push(task);
    world.trace({ kind: 'added', actor: task.id });
    world.schedule(state.config.taskMs, { type: 'done', task: state.tasks.length - 1 });
    return state;
  },

  onEvent(state, event, world) {
    const task = state.tasks[event.task];
    if (task === undefined) return state;
    task.isDone = true;
    world.trace({ kind: 'done', actor: task.id });
    return state;
  },
};
`;

const scenarios = ({ camel, pascal }: LabNames) => `import type { Scenario } from '../core/scenario';
import { type ${pascal}Command, type ${pascal}Config, ${camel}Config } from './model';

export const ${camel}Scenarios: readonly Scenario<${pascal}Config, ${pascal}Command>[] = [
  {
    id: 'two-tasks',
    config: ${camel}Config.parse({}),
    seed: 1,
    commands: [
      { tick: 100, command: { type: 'addTask' } },
      { tick: 300, command: { type: 'addTask' } },
    ],
    endTick: 1_000,
    keyEvents: [{ id: 'done', kind: 'done' }],
  },
];
`;

const lab = ({ id, camel }: LabNames) => `import { defineLab } from '../core/lab';
import { ${camel} } from './model';
import { ${camel}Scenarios } from './scenarios';

/** The lab ${id}. */
export const ${camel}Lab = defineLab({
  simulation: ${camel},
  scenarios: ${camel}Scenarios,
});
`;

const labTest = ({ camel }: LabNames) => `import { expect, test } from 'vitest';
import { checkLab } from '../core/testing/check-lab';
import { createTimeline } from '../core/timeline';
import { ${camel}Lab } from './lab';
import { ${camel}, ${camel}Config } from './model';

checkLab(${camel}Lab, { solutions: {}, outcomes: {} });

test('a task is done once its time is over', () => {
  const timeline = createTimeline(${camel}, { config: ${camel}Config.parse({ taskMs: 200 }), seed: 1 });
  timeline.dispatch({ type: 'addTask' });
  timeline.advanceTo(199);
  expect(timeline.snapshot().state.tasks).toEqual([{ id: 'task-1', isDone: false }]);
  timeline.advanceTo(200);
  expect(timeline.snapshot().state.tasks).toEqual([{ id: 'task-1', isDone: true }]);
});
`;

/** What a view runs: the rest of the lab it fetches. */
const runs = ({ id, camel }: Pick<LabNames, 'id' | 'camel'>) => `import { ${camel} } from '@/sim/${id}/model';
import { ${camel}Scenarios } from '@/sim/${id}/scenarios';
`;

/** What a view begins with: its imports and its stage, by the stage's kind. */
const stageParts: Readonly<Record<StageName, (names: LabNames) => string>> = {
  lanes: ({ id, camel }) => `import { lanes } from '@/components/lab-shell/stage/lanes/lanes-stage';
import { defineView } from '@/components/lab-shell/view/define-view';
import type { TypesOf } from '@/sim/core/lab';
import type { ${camel}Lab } from '@/sim/${id}/lab';
${runs({ id, camel })}
const stage = lanes<TypesOf<typeof ${camel}Lab>>({
  rows: ({ tasks }, say) =>
    tasks.map((task) => ({
      id: task.id,
      name: task.id,
      text: say(task.isDone ? 'lanes.done' : 'lanes.open'),
      status: task.isDone ? 'success' : 'active',
    })),
  changes: ({ trace }) =>
    trace.flatMap(({ kind, actor }) =>
      kind === 'ignored' ? [] : [{ lane: actor, look: kind === 'added' ? 'open' : 'done' }],
    ),
  looks: { open: { status: 'active', fill: 'solid' }, done: { status: 'success', fill: 'thin' } },
  spanTicks: 2_000,
});
`,
  graph: ({ id, camel }) => `import { graph } from '@/components/lab-shell/stage/graph/graph-stage';
import { defineView } from '@/components/lab-shell/view/define-view';
import type { TypesOf } from '@/sim/core/lab';
import type { ${camel}Lab } from '@/sim/${id}/lab';
${runs({ id, camel })}
// Nodes without a place are laid out by what points to what; \`x\` and \`y\` (0 .. 1) put one somewhere.
const stage = graph<TypesOf<typeof ${camel}Lab>>({
  graph: ({ tasks }, say) => ({
    nodes: tasks.map((task) => ({
      id: task.id,
      name: task.id,
      text: say(task.isDone ? 'lanes.done' : 'lanes.open'),
      status: task.isDone ? 'success' : 'active',
      shape: 'box',
    })),
    edges: tasks
      .slice(1)
      .map((task, index) => ({ from: tasks[index]?.id ?? '', to: task.id, status: 'neutral', isDashed: false })),
  }),
});
`,
  nodes: ({ id, camel }) => `import { fixedNode } from '@/components/lab-shell/stage/nodes/fixed-node';
import { nodes } from '@/components/lab-shell/stage/nodes/nodes-stage';
import { defineView } from '@/components/lab-shell/view/define-view';
import type { TypesOf } from '@/sim/core/lab';
import type { ${camel}Lab } from '@/sim/${id}/lab';
${runs({ id, camel })}import { TaskNode } from './task-node';

const COLUMNS = 5;
const SIZE = { width: 160, height: 56 };

const stage = nodes<TypesOf<typeof ${camel}Lab>>({
  nodeTypes: { task: TaskNode },
  toFlow: ({ state }) => ({
    nodes: state.tasks.map(({ id, isDone }, index) =>
      fixedNode(id, { x: 200 * (index % COLUMNS), y: 90 * Math.floor(index / COLUMNS), ...SIZE }, 'task', { isDone }),
    ),
    edges: [],
  }),
});
`,
  own: ({ id, camel, pascal }) => `import { ownStage } from '@/components/lab-shell/stage/own-stage';
import { defineView } from '@/components/lab-shell/view/define-view';
${runs({ id, camel })}import { ${pascal}Stage } from './stage';

const stage = ownStage(${pascal}Stage);
`,
};

const viewFile = (names: LabNames, stage: StageName) => `import { Plus } from 'lucide-react';
${stageParts[stage](names)}
const lab = {
  simulation: ${names.camel},
  scenarios: ${names.camel}Scenarios,
  whole: () => import('@/sim/${names.id}/lab').then((module) => module.${names.camel}Lab),
};

/** The lab as the shell opens it. */
export const view = defineView(lab, {
  ticksPerRealSecond: 500,
  timeSpanTicks: 2_000,
  stage,
  items: ({ tasks }, say) =>
    tasks.map((task) => ({
      id: task.id,
      kind: 'task',
      status: task.isDone ? 'success' : 'active',
      facts: say(task.isDone ? 'lanes.done' : 'lanes.open'),
    })),
  part: ({ tasks }, taskId) => {
    const task = tasks.find((each) => each.id === taskId);
    return task === undefined ? null : { ...task };
  },
  actions: { addTask: { on: 'lab', icon: Plus, key: 'a' } },
  marks: { done: 'success', added: 'active' },
  settings: { tasks: ['taskMs'] },
});
`;

const ownStage = ({ id, camel, pascal }: LabNames) => `'use client';

import { useTranslations } from 'next-intl';
import type { StageProps } from '@/components/lab-shell/stage/stage';
import { StateIcon } from '@/components/ui/state-badge';
import type { TypesOf } from '@/sim/core/lab';
import type { ${camel}Lab } from '@/sim/${id}/lab';

/** Every task as a button that selects it. */
export function ${pascal}Stage({ run, selectedId, onSelect }: StageProps<TypesOf<typeof ${camel}Lab>>) {
  const t = useTranslations('labs.${id}.lanes');
  return (
    <ul className="absolute inset-0 flex flex-wrap content-start gap-2 overflow-y-auto p-4 pt-12">
      {run.moment.state.tasks.map(({ id, isDone }) => (
        <li key={id}>
          <button
            type="button"
            aria-pressed={id === selectedId}
            onClick={() => onSelect(id === selectedId ? null : id)}
            className="flex min-h-10 items-center gap-2 rounded-md border border-border px-3 aria-pressed:border-accent aria-pressed:bg-accent-soft"
          >
            <StateIcon state={isDone ? 'success' : 'active'} />
            {id}: {t(isDone ? 'done' : 'open')}
          </button>
        </li>
      ))}
    </ul>
  );
}
`;

const taskNode = ({ id }: LabNames) => `import type { Node, NodeProps } from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { NodeFrame } from '@/components/lab-shell/stage/nodes/node-frame';
import { StateIcon } from '@/components/ui/state-badge';
import { statePalette } from '@/components/ui/state-palette';

interface TaskData extends Record<string, unknown> {
  readonly isDone: boolean;
}

/** A task as a box on the canvas. */
export function TaskNode({ id, data, selected }: NodeProps<Node<TaskData>>) {
  const t = useTranslations('labs.${id}.lanes');
  const status = data.isDone ? 'success' : 'active';
  const text = t(data.isDone ? 'done' : 'open');
  return (
    <NodeFrame
      label={\`\${id}: \${text}\`}
      selected={selected}
      isActor={data.isActor === true}
      color={statePalette[status].color}
      className="justify-center px-2"
    >
      <span className="flex items-center gap-1.5 font-semibold text-sm">
        <StateIcon state={status} className="size-3.5 shrink-0" />
        {id}
      </span>
      <span className="text-text-muted text-xs">{text}</span>
    </NodeFrame>
  );
}
`;

/** Every text in English and Korean. */
function texts(id: string, language: 0 | 1): string {
  const say = (...both: readonly [en: string, ko: string]) => both[language];
  const tree = {
    name: id,
    summary: say('Add tasks and see when they are done.', '작업을 추가하고 언제 끝나는지 볼 수 있습니다.'),
    scenarios: {
      'two-tasks': {
        title: say('Two tasks', '작업 두 개'),
        summary: say('Two tasks are added, 200 ms apart.', '작업 두 개를 200ms 간격으로 추가합니다.'),
        keyEvents: { done: say('The first task is done.', '첫 작업이 끝났습니다.') },
      },
    },
    challenges: {},
    legend: say('Each task with how it is.', '작업마다 상태를 보여 줍니다.'),
    items: { task: say('Task', '작업') },
    lanes: { open: say('open', '진행 중'), done: say('done', '완료') },
    actions: { addTask: say('Add a task', '작업 추가') },
    refusals: { full: say('There are a hundred tasks already', '작업이 이미 백 개입니다') },
    rules: {
      namesDiffer: {
        title: say('Names differ', '서로 다른 이름'),
        statement: say('No two tasks have the same name.', '이름이 같은 작업은 없습니다.'),
        broken: say('Two tasks are named {task}.', '이름이 {task}인 작업이 둘입니다.'),
      },
    },
    trace: {
      runStart: say('Start', '시작'),
      nothing: say('Nothing happened', '변화 없음'),
      added: say('{actor} · is added', '{actor} · 추가됨'),
      done: say('{actor} · is done', '{actor} · 완료'),
      ignored: { full: say('There are a hundred tasks already', '작업이 이미 백 개입니다') },
    },
    settings: {
      groups: { tasks: say('Tasks', '작업') },
      fields: { taskMs: say('A task takes (ms)', '작업 시간(ms)') },
    },
  };
  return `${JSON.stringify(tree, null, 2)}\n`;
}
