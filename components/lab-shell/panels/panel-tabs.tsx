import { useTranslations } from 'next-intl';
import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs';
import type { LabPanel } from './panel-list';

interface PanelTabsProps {
  readonly panels: readonly LabPanel[];
  readonly shown: string;
  readonly onShow: (id: string) => void;
}

/** The panels beside the canvas: a tab for each. */
export function PanelTabs({ panels, shown, onShow }: PanelTabsProps) {
  const t = useTranslations('lab.panels');
  return (
    <Tabs value={shown} onValueChange={onShow} className="flex h-full flex-col">
      <div className="px-1">
        <TabList label={t('label')} wraps={panels.length > 7}>
          {panels.map(({ id, label, icon }) => (
            <Tab key={id} value={id} icon={icon}>
              {label}
            </Tab>
          ))}
        </TabList>
      </div>
      {panels.map(({ id, content }) => (
        <TabPanel key={id} value={id} className="min-h-0 flex-1 overflow-hidden pt-0!">
          {content}
        </TabPanel>
      ))}
    </Tabs>
  );
}
