'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Dialog } from '@/components/ui/dialog';
import { type AboutMe, AboutMeFields, readAboutMe } from './about-me-fields';
import { type ClassAction, useClassAction } from './use-class-action';

interface MyPlaceProps {
  readonly classId: string;
  readonly me: AboutMe;
  readonly changeMembership: ClassAction;
}

/** What a learner may change about the own place in a class, and leaving it. */
export function MyPlace({ classId, me, changeMembership }: MyPlaceProps) {
  const t = useTranslations('classes');
  const { run, error, isDone, pending } = useClassAction(changeMembership);
  const [isLeaving, setLeaving] = useState(false);
  return (
    <form
      noValidate
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        run({ classId, change: { kind: 'about-me', ...readAboutMe(event.currentTarget) } }, 'here');
      }}
    >
      <AboutMeFields {...me} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="secondary" loading={pending}>
          {t('save')}
        </Button>
        <Dialog
          title={t('leaveTitle')}
          description={t('leaveLead')}
          isOpen={isLeaving}
          onOpenChange={setLeaving}
          trigger={<Button variant="ghost">{t('leave')}</Button>}
          footer={
            <Button variant="danger" loading={pending} onClick={() => run({ classId, change: { kind: 'leave' } })}>
              {t('leaveNow')}
            </Button>
          }
        />
      </div>
      <div role="status">
        {error ? <Callout tone="danger">{error}</Callout> : null}
        {isDone ? <Callout tone="success">{t('saved')}</Callout> : null}
      </div>
    </form>
  );
}
