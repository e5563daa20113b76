import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs';
import type { PanelGroup } from './panel-list';

interface GroupPanelsProps {
  readonly group: PanelGroup;
  readonly shown: string;
  readonly onShow: (panelId: string) => void;
}

/** The panels of one group: a tab for each, or, of a group that is called as its only panel, that one alone. */
export function GroupPanels({ group: { label, panels }, shown, onShow }: GroupPanelsProps) {
  const [only] = panels;
  if (panels.length === 1 && only?.label === label) return only.content;
  return (
    <Tabs value={shown} onValueChange={onShow} className="flex h-full flex-col">
      <TabList label={label} isSmall>
        {panels.map((panel) => (
          <Tab key={panel.id} value={panel.id} mark={panel.mark} isSmall>
            {panel.label}
          </Tab>
        ))}
      </TabList>
      {panels.map(({ id, content }) => (
        <TabPanel key={id} value={id} className="min-h-0 flex-1 overflow-hidden pt-0!">
          {content}
        </TabPanel>
      ))}
    </Tabs>
  );
}
