import { getTranslations } from 'next-intl/server';
import { OwnDate } from '@/components/ui/own-date';
import { ownFeedback } from '@/server/class-notes';
import { database } from '@/server/database';

interface FeedbackProps {
  readonly userId: string;
  readonly classId: string;
}

/** What the instructors of a class have written for the learner; nothing where there is none. */
export async function Feedback({ userId, classId }: FeedbackProps) {
  const [t, tNotes] = await Promise.all([getTranslations('classes'), getTranslations('class.notes')]);
  const notes = await ownFeedback(await database(), userId, classId);
  if (notes.length === 0) return null;
  return (
    <section aria-labelledby="feedback" className="flex flex-col gap-4">
      <h2 id="feedback" className="text-2xl">
        {t('feedback')}
      </h2>
      <ul className="flex flex-col">
        {notes.map(({ id, text, writtenAt, authorName }) => (
          <li key={id} className="border-border border-t py-3">
            <p className="whitespace-pre-wrap wrap-anywhere">{text}</p>
            <p className="text-sm text-text-muted">
              {authorName ?? tNotes('gone')} · <OwnDate at={writtenAt} dateStyle="medium" timeStyle="short" />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
