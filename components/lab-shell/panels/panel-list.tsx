import { Eye, Hammer, type LucideIcon, MousePointerClick, OctagonAlert, SlidersHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { lazyPart } from '@/components/ui/lazy-part';
import { PartBoundary } from '@/components/ui/part-boundary';
import { useLabChallenges } from '../challenges/challenges-context';
import { useLab, useLabSession } from '../run/lab-context';
import { LaterTexts } from './later-texts';

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

const texted = (panel: ReactNode) => <LaterTexts>{panel}</LaterTexts>;

/** One of the ways to look into a run, or to act on it. */
export interface LabPanel {
  readonly id: string;
  readonly label: string;
  /** Something in it wants to be seen. */
  readonly mark?: ReactNode;
  readonly content: ReactNode;
}

/** Panels for one purpose. */
export interface PanelGroup {
  readonly id: 'see' | 'act' | 'break' | 'settings';
  readonly label: string;
  readonly icon: ReactNode;
  readonly mark: ReactNode;
  /** At least one. */
  readonly panels: readonly LabPanel[];
}

/** The panels that this lab has, by what they are for. A group without any is left out. */
export function usePanelGroups(): readonly PanelGroup[] {
  const t = useTranslations('lab.panels');
  const words = useTranslations();
  const session = useLabSession();
  const { faults, settings, messages, panels: ownPanels } = session;
  const hasChallenges = useLabChallenges() !== null;
  const isBroken = useLab((lab, say) => lab.rules(say)).some((rule) => rule.broken !== null);
  const broken = isBroken ? <OctagonAlert role="img" aria-label={t('broken')} className="text-danger" /> : null;
  const own = (group: 'see' | 'act') =>
    ownPanels
      .filter((panel) => panel.group === group)
      .map(({ id, label, render }) => ({ id, label: label(words), content: render() }));
  const shared = (id: 'nodes' | 'trace' | 'messages' | 'challenges' | 'faults' | 'settings', content: ReactNode) => ({
    id,
    label: t(id),
    content,
  });
  const group = (id: PanelGroup['id'], Icon: LucideIcon, panels: readonly (LabPanel | null)[]): PanelGroup => ({
    id,
    label: t(`groups.${id}`),
    icon: <Icon aria-hidden="true" />,
    mark: id === 'break' ? broken : null,
    panels: panels
      .filter((panel) => panel !== null)
      .map((panel) => ({
        ...panel,
        content: (
          <PartBoundary key={panel.id} resetKeys={[session]}>
            {panel.content}
          </PartBoundary>
        ),
      })),
  });
  return [
    group('see', Eye, [
      shared('nodes', <NodesPanel />),
      ...own('see'),
      shared('trace', <TracePanel />),
      messages === null ? null : shared('messages', <MessagesPanel messages={messages} />),
    ]),
    group('act', MousePointerClick, [...own('act'), hasChallenges ? shared('challenges', <ChallengesPanel />) : null]),
    group('break', Hammer, [
      { id: 'rules', label: t('rules'), mark: broken, content: texted(<RulesPanel />) },
      faults === null ? null : shared('faults', texted(<FaultsPanel faults={faults} />)),
    ]),
    group('settings', SlidersHorizontal, [
      settings === null ? null : shared('settings', texted(<SettingsPanel settings={settings} />)),
    ]),
  ].filter(({ panels }) => panels.length > 0);
}
