import {
  Flag,
  type LucideIcon,
  Mail,
  OctagonAlert,
  Scale,
  ScrollText,
  Server,
  SlidersHorizontal,
  Unplug,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { lazyPart } from '@/components/ui/lazy-part';
import { PartBoundary } from '@/components/ui/part-boundary';
import { useChallengeDesk } from '../challenges/challenge-desk';
import { useLab, useLabSession } from '../run/lab-context';

// Each is loaded when it is shown; on a narrow screen none is at first.
const NodesPanel = lazyPart(() => import('./nodes-panel').then((module) => module.NodesPanel), null);
const TracePanel = lazyPart(() => import('./trace-panel').then((module) => module.TracePanel), null);
const MessagesPanel = lazyPart(() => import('./messages-panel').then((module) => module.MessagesPanel), null);
const RulesPanel = lazyPart(() => import('./rules-panel').then((module) => module.RulesPanel), null);
const ChallengesPanel = lazyPart(
  () => import('../challenges/challenges-panel').then((module) => module.ChallengesPanel),
  null,
);
const FaultsPanel = lazyPart(() => import('./faults-panel').then((module) => module.FaultsPanel), null);
const SettingsPanel = lazyPart(() => import('./settings-panel').then((module) => module.SettingsPanel), null);

/** One of the ways to look into a run. */
export interface LabPanel {
  readonly id: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly content: ReactNode;
}

/** The panels that this lab has, in order: what stands on the canvas, then what only this lab has, then what all have. */
export function usePanels(): readonly LabPanel[] {
  const t = useTranslations('lab.panels');
  const words = useTranslations();
  const session = useLabSession();
  const { faults, settings, messages, panels: ownPanels } = session;
  const hasChallenges = useChallengeDesk() !== null;
  const shared = (id: 'nodes' | 'trace' | 'messages' | 'challenges', Icon: LucideIcon, content: ReactNode) => ({
    id,
    label: t(id),
    icon: <Icon aria-hidden="true" />,
    content,
  });
  const panels: readonly LabPanel[] = [
    shared('nodes', Server, <NodesPanel />),
    ...ownPanels.map(({ id, label, icon: Icon, render }) => ({
      id,
      label: label(words),
      icon: <Icon aria-hidden="true" />,
      content: render(),
    })),
    shared('trace', ScrollText, <TracePanel />),
    ...(messages === null ? [] : [shared('messages', Mail, <MessagesPanel messages={messages} />)]),
    { id: 'rules', label: t('rules'), icon: <RulesIcon />, content: <RulesPanel /> },
    ...(hasChallenges ? [shared('challenges', Flag, <ChallengesPanel />)] : []),
    ...(faults === null
      ? []
      : [
          {
            id: 'faults',
            label: t('faults'),
            icon: <Unplug aria-hidden="true" />,
            content: <FaultsPanel faults={faults} />,
          },
        ]),
    ...(settings === null
      ? []
      : [
          {
            id: 'settings',
            label: t('settings'),
            icon: <SlidersHorizontal aria-hidden="true" />,
            content: <SettingsPanel settings={settings} />,
          },
        ]),
  ];
  return panels.map((panel) => ({
    ...panel,
    content: (
      <PartBoundary key={panel.id} resetKeys={[session]}>
        {panel.content}
      </PartBoundary>
    ),
  }));
}

/** Says when a rule is broken. */
function RulesIcon() {
  const t = useTranslations('lab.panels');
  const isBroken = useLab((session, words) => session.rules(words)).some((rule) => rule.broken !== null);
  return isBroken ? (
    <OctagonAlert role="img" aria-label={t('broken')} className="text-danger" />
  ) : (
    <Scale aria-hidden="true" />
  );
}
