import { useTranslations } from 'next-intl';
import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs';
import { GroupPanels } from './group-panels';
import type { PanelGroup } from './panel-list';

interface PanelTabsProps {
  readonly groups: readonly PanelGroup[];
  readonly group: PanelGroup;
  readonly shown: string;
  readonly onGroup: (groupId: string) => void;
  readonly onShow: (panelId: string) => void;
}

/** The panels beside the canvas: a tab for each group, and in it one for each panel. */
export function PanelTabs({ groups, group, shown, onGroup, onShow }: PanelTabsProps) {
  const t = useTranslations('lab.panels');
  return (
    <Tabs value={group.id} onValueChange={onGroup} className="flex h-full flex-col">
      <TabList label={t('label')}>
        {groups.map(({ id, label, icon, mark }) => (
          <Tab key={id} value={id} icon={icon} mark={mark}>
            {label}
          </Tab>
        ))}
      </TabList>
      <TabPanel value={group.id} isFocusable={false} className="min-h-0 flex-1 overflow-hidden pt-0!">
        <GroupPanels group={group} shown={shown} onShow={onShow} />
      </TabPanel>
    </Tabs>
  );
}
