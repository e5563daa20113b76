import { getTranslations } from 'next-intl/server';
import { ChangeButton } from '@/components/class/change-button';
import { NoteForm } from '@/components/class/note-form';
import { Badge } from '@/components/ui/badge';
import { OwnDate } from '@/components/ui/own-date';
import { Texts } from '@/lib/i18n/texts';
import { notesAbout } from '@/server/class-notes';
import type { ClassAccess } from '@/server/class-roles';
import { database } from '@/server/database';
import { changeClassAction } from '../../../actions';

interface NotesProps {
  readonly access: ClassAccess;
  /** Of the membership. */
  readonly learnerId: string;
}

/** What instructors have written about a learner, and more to be written. */
export async function Notes({ access, learnerId }: NotesProps) {
  const t = await getTranslations('class.notes');
  const notes = await notesAbout(await database(), access, learnerId);
  const common = { classId: access.id, changeClass: changeClassAction };
  return (
    <section aria-labelledby="notes" className="flex max-w-3xl flex-col gap-4">
      <h2 id="notes" className="text-2xl">
        {t('title')}
      </h2>
      <p className="text-text-muted">{t('lead')}</p>
      <Texts namespaces={['class', 'classes']}>
        {notes.length === 0 ? (
          <p className="text-text-muted">{t('none')}</p>
        ) : (
          <ul className="flex flex-col">
            {notes.map(({ id, text, isFeedback, writtenAt, authorName }) => (
              <li key={id} className="flex flex-col gap-1 border-border border-t py-3">
                <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-text-muted">
                  <Badge tone={isFeedback ? 'info' : undefined}>{t(isFeedback ? 'feedback' : 'note')}</Badge>
                  <span>{authorName ?? t('gone')}</span>
                  <OwnDate at={writtenAt} dateStyle="medium" timeStyle="short" />
                  <ChangeButton
                    {...common}
                    change={{ kind: 'remove-note', learner: learnerId, note: id }}
                    label={t('remove')}
                    variant="ghost"
                    confirm={{ title: t('removeTitle'), lead: t('removeLead') }}
                  />
                </span>
                <span className="whitespace-pre-wrap wrap-anywhere">{text}</span>
              </li>
            ))}
          </ul>
        )}
        <NoteForm {...common} learner={learnerId} />
      </Texts>
    </section>
  );
}
