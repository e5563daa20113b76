import { getLocale } from 'next-intl/server';
import { ownDay } from '@/app/own-day';
import { Texts } from '@/lib/i18n/texts';
import { currentUser } from '@/server/session';
import { HomeView } from '../home-view';

/** The home page of a reader with a session cookie; one whose session has ended sees what everyone sees. */
export default async function SignedInHomePage() {
  const user = await currentUser();
  return (
    <Texts namespaces={['home.map', 'home.live', 'mastery.levels', 'paths.topic']}>
      <HomeView reader={user && (await ownDay(user.id, await getLocale()))} />
    </Texts>
  );
}
