'use client';

import { type Node, type NodeProps, Position } from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LabShell } from '@/components/lab-shell/lab-shell';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import { defineLabView } from '@/components/lab-shell/run/openable-lab';
import { nodes } from '@/components/lab-shell/stage/nodes/nodes-stage';
import type { LabView } from '@/components/lab-shell/view/lab-view';
import { type CrowdTypes, crowdLab } from './crowd-simulation';

const NODE_SIZE = 64;
const COLUMNS = 10;
const SPACING = 130;

type CrowdNode = Node<{ readonly name: string; readonly received: number }, 'node'>;

function NodeFace({ data }: NodeProps<CrowdNode>) {
  return (
    <div className="size-full rounded-full border border-border-strong bg-surface pt-3 text-center text-xs tabular-nums">
      {data.name}
      <br />
      {data.received}
    </div>
  );
}

const view: LabView<CrowdTypes> = {
  lab: { ...crowdLab, whole: async () => crowdLab },
  ticksPerRealSecond: 40_000,
  timeSpanTicks: 500_000,
  messages: {
    kinds: { message: { shape: 'square', state: 'ok', label: (t) => t('design.crowd.message') } },
    kindsThatOccur: () => ['message'],
    inFlight: ({ queue }) => queue.map(({ event }) => ({ ...event, reach: 1, kind: 'message' })),
    lost: () => [],
    lostShownTicks: 0,
    inspect: () => [],
    laneStart: 'ok',
    spaceTime: () => ({ states: [], ended: [] }),
  },
  actions: [],
  stage: nodes({
    nodeTypes: { node: NodeFace },
    nodeMargin: { x: 0, y: 0 },
    toFlow: ({ state }) => ({
      nodes: state.ids.map((id, index) => ({
        id,
        type: 'node',
        position: { x: (index % COLUMNS) * SPACING, y: Math.floor(index / COLUMNS) * SPACING },
        width: NODE_SIZE,
        height: NODE_SIZE,
        measured: { width: NODE_SIZE, height: NODE_SIZE },
        handles: [
          { type: 'source', x: 0, y: 0, width: 0, height: 0, position: Position.Top },
          { type: 'target', x: 0, y: 0, width: 0, height: 0, position: Position.Top },
        ],
        data: { name: id, received: state.received[index] ?? 0 },
      })),
      edges: [],
    }),
  }),
  tell: () => 'routine',
  keyEventText: () => '',
  legendText: (t) => t('design.crowd.legend'),
  items: (state, t) =>
    state.ids.map((id, index) => ({
      id,
      name: id,
      state: 'ok',
      role: t('design.crowd.node'),
      facts: String(state.received[index] ?? 0),
    })),
  inspect: () => [],
  describe: ({ cause }, t) => ({
    summary: cause.type === 'event' ? `${cause.event.from} → ${cause.event.to}` : t('design.crowd.start'),
    details: [],
    state: null,
  }),
  mark: () => null,
  ruleText: () => null,
  scenarioText: (_, t) => ({ title: t('design.crowd.title'), summary: t('design.crowd.lead') }),
  challengeText: () => ({ title: '', goal: '', teaches: '', shown: null, hints: [], why: null }),
  predictionText: () => ({ question: '', options: [], explanation: '' }),
};

const crowd = defineLabView(view);

/** The lab shell under the heaviest load that it is meant to bear. */
export function CrowdView() {
  const t = useTranslations('design.crowd');
  const [session, setSession] = useState<LabSession | null>(() => crowd.openScenario('crowd'));
  return session === null ? null : (
    <div className="h-[44rem]">
      <LabShell session={session} label={t('title')} layout="page" canvasShape="square" onSession={setSession} />
    </div>
  );
}
