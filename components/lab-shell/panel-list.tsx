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
import { useChallengeDesk } from './challenge-desk';
import { ChallengesPanel } from './challenges-panel';
import { FaultsPanel } from './faults-panel';
import { useLab, useLabSession } from './lab-context';
import { MessagesPanel } from './messages-panel';
import { NodesPanel } from './nodes-panel';
import { RulesPanel } from './rules-panel';
import { SettingsPanel } from './settings-panel';
import { TracePanel } from './trace-panel';

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
  const { faults, settings, panels: ownPanels } = useLabSession();
  const hasChallenges = useChallengeDesk() !== null;
  const shared = (id: 'nodes' | 'trace' | 'messages' | 'challenges', Icon: LucideIcon, content: ReactNode) => ({
    id,
    label: t(id),
    icon: <Icon aria-hidden="true" />,
    content,
  });
  return [
    shared('nodes', Server, <NodesPanel />),
    ...ownPanels.map(({ id, label, icon: Icon, render }) => ({
      id,
      label: label(words),
      icon: <Icon aria-hidden="true" />,
      content: render(),
    })),
    shared('trace', ScrollText, <TracePanel />),
    shared('messages', Mail, <MessagesPanel />),
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
