import { createTranslator } from 'next-intl';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import type { OpenableLab } from '@/components/lab-shell/run/openable-lab';
import { readRunRequest } from '@/components/lab-shell/share/run-link';
import type { Translate } from '@/components/lab-shell/view/texts';
import { labEntries } from '@/components/labs/catalog';
import { openRequest } from '@/components/labs/open-address';
import { loadLabTexts } from '@/components/labs/texts';
import type { Locale } from '@/lib/i18n/routing';
import type { LabId } from '@/sim/catalog';
import type { PreviewCard } from './card';

/** How long a lab's first scenario has run where the lab as a whole is shown, in real seconds. */
const LAB_SHOWN_AFTER_S = 10;

/** What a lab's address leads to, by its query; null where it leads to nothing. */
export async function runCard(labId: LabId, locale: Locale, query: string): Promise<PreviewCard | null> {
  const { lab, t } = await openLab(labId, locale);
  const opened = await openRequest(lab, query);
  if (!('session' in opened)) return null;
  const { session } = opened;
  const name = t(`labs.${labId}.name`);
  const request = readRunRequest(query);
  if (request.type === 'none') {
    playFor(session, LAB_SHOWN_AFTER_S);
    return { ...momentOf(session, t), kicker: t('lab.index.title'), title: name, said: t(`labs.${labId}.summary`) };
  }
  const moment = momentOf(session, t);
  const told = await toldOf(lab, session, t);
  if (told === null) return { ...moment, kicker: t('lab.index.title'), title: name };
  // What a scenario is about says more of it than its first moment does.
  const isMoment = request.type === 'run' || request.type === 'config' || request.position !== null;
  const said = isMoment ? moment.said : told.what;
  return { ...moment, kicker: name, title: told.title, said };
}

/** A lesson as its first lab opens; a lesson without labs has words alone. */
export async function lessonCard(
  locale: Locale,
  words: Pick<PreviewCard, 'kicker' | 'title' | 'said'>,
  moment: { readonly labId: LabId; readonly scenario: string; readonly step: number } | null,
): Promise<PreviewCard> {
  if (moment === null) return { ...words, items: [], bar: null };
  const { lab, t } = await openLab(moment.labId, locale);
  const session = lab.openScenario(moment.scenario, moment.step);
  if (session === null) throw new Error(`${moment.labId} has no scenario ${moment.scenario}`);
  return { ...momentOf(session, t), ...words };
}

async function openLab(labId: LabId, locale: Locale): Promise<{ readonly lab: OpenableLab; readonly t: Translate }> {
  const [lab, messages] = await Promise.all([labEntries[labId].load(), loadLabTexts(labId, locale)]);
  // The texts are this one lab's; what is said of others is not asked for.
  return { lab, t: createTranslator({ locale, messages }) as unknown as Translate };
}

/** What the run began as, in words; null for one that began as nothing. */
async function toldOf(lab: OpenableLab, { challenge, scenarioId }: LabSession, t: Translate) {
  if (challenge !== null) {
    const { challenges } = await lab.tasks();
    const text = challenges.find(({ id }) => id === challenge.id)?.text(t);
    return text === undefined ? null : { title: text.title, what: text.goal };
  }
  const text = lab.scenarios.find(({ id }) => id === scenarioId)?.text(t);
  return text === undefined ? null : { title: text.title, what: text.summary };
}

function playFor({ player, ticksPerRealSecond }: LabSession, seconds: number): void {
  const { tick, seekTick } = player.getState();
  seekTick(tick + seconds * ticksPerRealSecond);
}

/** The moment at which a run stands. */
function momentOf(session: LabSession, t: Translate): Pick<PreviewCard, 'said' | 'items' | 'bar'> {
  const { step, tick, knownEnd } = session.player.getState();
  const lengthTicks = Math.max(session.timeSpanTicks, knownEnd.tick, 1);
  return {
    said: session.describe(session.told(step).step, t).summary,
    items: session.items(t).map(({ name, role, facts, state }) => ({ name, role, facts, status: state })),
    bar: {
      share: tick / lengthTicks,
      marks: session.marks().map((mark) => ({ share: mark.tick / lengthTicks, status: mark.state })),
    },
  };
}
