import { nextTask } from '@/components/lab-shell/run/next-task';
import type { LinkRefusal, OpenableLab } from '@/components/lab-shell/run/openable-lab';
import type { AddressedRun } from '@/components/lab-shell/share/run-address';
import { challengeQuery, readRunRequest, scenarioQuery } from '@/components/lab-shell/share/run-link';

/** A run on a page, or why there is none. */
export type Opened = AddressedRun | { readonly refusal: LinkRefusal | 'unknown-scenario' };

/** Fetches what shows a lab at the same time as the run that the page's address asks for. */
export function fetchAddressed<Stage>(fetchStage: () => Promise<Stage>) {
  return async (lab: Promise<OpenableLab>) => {
    const [stage, opened] = await Promise.all([fetchStage(), lab.then(openAddress)]);
    return { stage, opened };
  };
}

/** The run that the page's address asks for. In the browser only. */
export async function openAddress(lab: OpenableLab): Promise<Opened> {
  // Loading the lab was a long task on a phone; this is another one.
  await nextTask();
  return openRequest(lab, window.location.search.slice(1));
}

/** The run that a query asks for: a recording, a configuration, a scenario, a challenge, or the lab's first scenario. */
export async function openRequest(lab: OpenableLab, query: string): Promise<Opened> {
  const request = readRunRequest(query);
  switch (request.type) {
    case 'run': {
      const opened = await lab.openLink(request.text, request.position, request);
      return opened.ok ? { session: opened.session, query } : { refusal: opened.reason };
    }
    case 'config': {
      const opened = lab.openConfig(request.text);
      return opened.ok ? { session: opened.session, query } : { refusal: opened.reason };
    }
    case 'challenge':
    case 'scenario': {
      const opened =
        request.type === 'scenario'
          ? await openPrepared(lab, request.id)
          : openChallenge((await lab.tasks()).openChallenge(request.id));
      if (!('session' in opened)) return opened;
      if (request.position !== null) opened.session.player.getState().standAt(request.position);
      return { session: opened.session, query };
    }
    case 'none': {
      const opened = await openPrepared(lab, lab.scenarios[0]?.id ?? '');
      return 'session' in opened ? { session: opened.session, query } : opened;
    }
  }
}

async function openPrepared(lab: OpenableLab, id: string): Promise<Opened> {
  await lab.prepareScenario(id);
  await nextTask();
  return openScenario(lab, id);
}

/** A scenario as it opens. */
export function openScenario(lab: OpenableLab, id: string): Opened {
  const session = lab.openScenario(id, 'moment');
  return session === null ? { refusal: 'unknown-scenario' } : { session, query: scenarioQuery(id) };
}

/** What the learner of a challenge finds; null stands for one that does not exist. */
export function openChallenge(session: AddressedRun['session'] | null): Opened {
  const id = session?.challenge?.id;
  return session === null || id === undefined
    ? { refusal: 'unknown-scenario' }
    : { session, query: challengeQuery(id) };
}
