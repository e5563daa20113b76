import { screen } from '@testing-library/react';
import { useMessages, useTranslations } from 'next-intl';
import { expect, it } from 'vitest';
import { renderPage, t } from '@/components/testing/render-page';
import { WithLab } from './with-lab';

function LabName() {
  const shell = useTranslations('lab.panels');
  const own = useTranslations('labs.kafka-group');
  return (
    <h2>
      {own('name')}, {shell('trace')}; {Object.keys(useMessages().labs).join()}
    </h2>
  );
}

it('brings a lab’s texts and no other lab’s to a page that was sent none', async () => {
  renderPage(<WithLab labId="kafka-group">{() => <LabName />}</WithLab>, {
    namespaces: ['ui', 'outbox', 'lab.loadFailed'],
  });
  const found = await screen.findByRole('heading', {}, { timeout: 20_000 });
  expect(found.textContent).toBe(`${t('labs.kafka-group.name')}, ${t('lab.panels.trace')}; kafka-group`);
});

it('says that a lab that does not exist could not be loaded', () => {
  renderPage(<WithLab labId="no-such">{() => null}</WithLab>, { namespaces: ['ui', 'outbox', 'lab.loadFailed'] });
  expect(screen.getByText(t('lab.loadFailed.title'))).toBeDefined();
});
