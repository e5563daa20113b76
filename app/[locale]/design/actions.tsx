import { Play, Plus, RotateCw, StepForward } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { Button, ButtonLink, type ButtonVariant } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Kbd } from '@/components/ui/kbd';
import { TextLink } from '@/components/ui/text-link';
import { Section, Specimen } from './section';

const variants: readonly ButtonVariant[] = ['primary', 'secondary', 'ghost', 'danger'];

export function Buttons() {
  const t = useTranslations('design.buttons');
  return (
    <Section id="buttons" title={t('title')} lead={t('lead')}>
      {variants.map((variant) => (
        <Specimen key={variant} label={t(variant)}>
          <Button variant={variant}>{t('rest')}</Button>
          <Button variant={variant} data-show="hover">
            {t('hover')}
          </Button>
          <Button variant={variant} data-show="focus-visible">
            {t('focus')}
          </Button>
          <Button variant={variant} disabled>
            {t('disabled')}
          </Button>
          <Button variant={variant} loading>
            {t('busy')}
          </Button>
        </Specimen>
      ))}
      <Specimen label={t('sizes')}>
        <Button size="sm" variant="secondary">
          {t('small')}
        </Button>
        <Button variant="secondary" icon={<Plus aria-hidden="true" className="size-4" />}>
          {t('medium')}
        </Button>
        <ButtonLink href="/design" size="lg">
          {t('large')}
        </ButtonLink>
      </Specimen>
      <Specimen label={t('icons')}>
        <IconButton label={t('play')} shortcut="K" variant="primary" icon={<Play aria-hidden="true" />} />
        <IconButton label={t('step')} shortcut="L" variant="secondary" icon={<StepForward aria-hidden="true" />} />
        <IconButton label={t('restart')} icon={<RotateCw aria-hidden="true" />} />
        <IconButton label={t('restart')} icon={<RotateCw aria-hidden="true" />} data-show="hover" />
        <IconButton label={t('restart')} icon={<RotateCw aria-hidden="true" />} data-show="focus-visible" />
        <IconButton label={t('restart')} icon={<RotateCw aria-hidden="true" />} disabled />
      </Specimen>
      <Specimen label={t('links')}>
        <p className="max-w-prose">
          {t.rich('linkSample', {
            inside: (chunks) => <TextLink href="/topics">{chunks}</TextLink>,
            outside: (chunks) => <TextLink href="https://raft.github.io/raft.pdf">{chunks}</TextLink>,
            quiet: (chunks) => (
              <TextLink href="/labs" tone="quiet">
                {chunks}
              </TextLink>
            ),
            key: (chunks) => <Kbd>{chunks}</Kbd>,
          })}
        </p>
      </Specimen>
      <Specimen label={t('breadcrumb')}>
        <Breadcrumb
          items={[
            { label: t('crumbTopics'), href: '/topics' },
            { label: t('crumbTopic'), href: '/topics/12-consensus-algorithms' },
          ]}
        />
      </Specimen>
    </Section>
  );
}
