'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { AboutMeFields, readAboutMe } from './about-me-fields';
import { type ClassAction, useClassAction } from './use-class-action';

interface JoinFormProps {
  readonly code: string;
  readonly joinClass: ClassAction;
}

/** Joining is a press of a button, so that merely opening a link changes nothing. */
export function JoinForm({ code, joinClass }: JoinFormProps) {
  const t = useTranslations('classes');
  const { run, error, pending } = useClassAction(joinClass);
  return (
    <form
      noValidate
      className="flex flex-col items-stretch gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        run({ code, ...readAboutMe(event.currentTarget) });
      }}
    >
      <AboutMeFields alias="" studentNumber="" showsStanding={false} />
      <Button type="submit" size="lg" className="self-start" loading={pending}>
        {t('join')}
      </Button>
      <div role="alert">{error ? <Callout tone="danger">{error}</Callout> : null}</div>
    </form>
  );
}
