'use client';

import { type Node, type NodeProps, Position } from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { LabSession } from '@/components/lab-shell/lab-session';
import { LabShell } from '@/components/lab-shell/lab-shell';
import type { LabView } from '@/components/lab-shell/lab-view';
import { defineLabView } from '@/components/lab-shell/openable-lab';
import { type CrowdCommand, type CrowdConfig, type CrowdEvent, type CrowdState, crowdLab } from './crowd-simulation';

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

const view: LabView<CrowdConfig, CrowdState, CrowdCommand, CrowdEvent, 'crowd', CrowdNode, 'message'> = {
  lab: crowdLab,
  ticksPerRealSecond: 40_000,
  timeSpanTicks: 500_000,
  lostShownTicks: 0,
  nodeMargin: { x: 0, y: 0 },
  nodeTypes: { node: NodeFace },
  edgeTypes: {},
  messageKinds: { message: { shape: 'square', state: 'request', label: (t) => t('design.crowd.message') } },
  kindsThatOccur: () => ['message'],
  actions: [],
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
  messagesInFlight: ({ queue }) => queue.map(({ event }) => ({ ...event, reach: 1, kind: 'message' as const })),
  messagesLost: () => [],
  nodesKey: (t) => t('design.crowd.key'),
  nodesInWords: (state, t) =>
    state.ids.map((id, index) => ({
      id,
      name: id,
      state: 'follower',
      role: t('design.crowd.node'),
      facts: String(state.received[index] ?? 0),
    })),
  inspect: () => [],
  inspectMessage: () => [],
  describe: ({ cause }, t) => ({
    summary: cause.type === 'event' ? `${cause.event.from} → ${cause.event.to}` : t('design.crowd.start'),
    details: [],
    state: null,
  }),
  mark: () => null,
  ruleText: () => null,
  scenarioText: (_, t) => ({ title: t('design.crowd.title'), summary: t('design.crowd.lead') }),
  nodeStartState: 'follower',
  spaceTime: () => ({ states: [], ended: [] }),
  challengeText: () => ({ title: '', goal: '', hints: [], why: null }),
  predictionText: () => ({ question: '', options: [], explanation: '' }),
};

const crowd = defineLabView(view);

/** The lab shell under the heaviest load that it is meant to bear. */
export function CrowdView() {
  const t = useTranslations('design.crowd');
  const [session, setSession] = useState<LabSession | null>(() => crowd.openScenario('crowd'));
  return session === null ? null : (
    <LabShell session={session} label={t('title')} layout="page" canvasShape="square" onSession={setSession} />
  );
}
