import { getMessages } from 'next-intl/server';
import { isLabId } from '@/sim/catalog';

/** Names challenges in the page's language; one that its lab has no more by its id. */
export async function challengeTitles(): Promise<(labId: string, challengeId: string) => string> {
  const { labs } = await getMessages();
  return (labId, challengeId) => {
    const texts: Readonly<Record<string, { readonly title: string }>> = isLabId(labId) ? labs[labId].challenges : {};
    return texts[challengeId]?.title ?? challengeId;
  };
}
