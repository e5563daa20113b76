'use client';

import { OctagonAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs';
import { useChallengeDesk } from './challenge-desk';
import { ChallengesPanel } from './challenges-panel';
import { FaultsPanel } from './faults-panel';
import { useLab, useLabSession, usePlayer } from './lab-context';
import { MessagesPanel } from './messages-panel';
import { NodesPanel } from './nodes-panel';
import { RulesPanel } from './rules-panel';
import { SettingsPanel } from './settings-panel';
import { TracePanel } from './trace-panel';

const panels = ['nodes', 'trace', 'messages', 'rules', 'challenges', 'faults', 'settings'] as const;

/** The run as lists: what stands on the canvas, and what does not fit there. */
export function LabPanels({ className }: { readonly className: string }) {
  const t = useTranslations('lab.panels');
  const words = useTranslations();
  const { faults, settings, panels: ownPanels } = useLabSession();
  const [shown, setShown] = useState<string>('nodes');
  const selectedId = usePlayer((player) => player.selectedId);
  const [followedId, setFollowedId] = useState(selectedId);
  const desk = useChallengeDesk();
  const missing = new Set<string>([
    ...(faults === null ? ['faults'] : []),
    ...(settings === null ? ['settings'] : []),
    ...(desk === null ? ['challenges'] : []),
  ]);
  // Selecting a node is asking about it.
  if (selectedId !== followedId) {
    setFollowedId(selectedId);
    if (selectedId !== null) setShown('nodes');
  }
  return (
    <div className={cx('min-w-0', className)}>
      <Tabs value={shown} onValueChange={setShown} className="flex h-full flex-col">
        <div className="px-2">
          <TabList label={t('label')}>
            {panels
              .filter((panel) => !missing.has(panel))
              .map((panel) => (
                <Tab key={panel} value={panel}>
                  {t(panel)}
                  {panel === 'rules' ? <BrokenSign /> : null}
                </Tab>
              ))}
            {ownPanels.map(({ id, label }) => (
              <Tab key={id} value={id}>
                {label(words)}
              </Tab>
            ))}
          </TabList>
        </div>
        <Panel value="nodes">
          <NodesPanel />
        </Panel>
        <Panel value="trace">
          <TracePanel />
        </Panel>
        <Panel value="messages">
          <MessagesPanel />
        </Panel>
        <Panel value="rules">
          <RulesPanel />
        </Panel>
        {desk === null ? null : (
          <Panel value="challenges">
            <ChallengesPanel />
          </Panel>
        )}
        {faults === null ? null : (
          <Panel value="faults">
            <FaultsPanel faults={faults} />
          </Panel>
        )}
        {settings === null ? null : (
          <Panel value="settings">
            <SettingsPanel settings={settings} />
          </Panel>
        )}
        {ownPanels.map(({ id, render }) => (
          <Panel key={id} value={id}>
            {render()}
          </Panel>
        ))}
      </Tabs>
    </div>
  );
}

function Panel({ value, children }: { readonly value: string; readonly children: ReactNode }) {
  return (
    <TabPanel value={value} className="min-h-0 flex-1 overflow-hidden pt-0!">
      {children}
    </TabPanel>
  );
}

function BrokenSign() {
  const t = useTranslations('lab.panels');
  const isBroken = useLab((session, words) => session.rules(words)).some((rule) => rule.broken !== null);
  if (!isBroken) return null;
  return <OctagonAlert aria-label={t('broken')} className="ml-1 inline size-4 text-danger" />;
}
