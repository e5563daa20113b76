import { Texts } from '@/lib/i18n/texts';
import { HomeView } from './home-view';

/** The home page as everyone sees it. With a session cookie, `proxy.ts` shows `home/page.tsx` under the same address. */
export default function PublicHomePage() {
  return (
    <Texts namespaces={['home.map', 'home.live', 'mastery.levels', 'paths.topic']}>
      <HomeView reader={null} />
    </Texts>
  );
}
