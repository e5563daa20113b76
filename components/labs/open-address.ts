import type { LabSession } from '@/components/lab-shell/run/lab-session';
import type { LinkRefusal, OpenableLab } from '@/components/lab-shell/run/openable-lab';
import { readRunRequest } from '@/components/lab-shell/share/run-link';

/** A run on a page. `scenarioId` is null for one that is no scenario (any more). */
export interface OpenedRun {
  readonly session: LabSession;
  readonly scenarioId: string | null;
}

/** A run on a page, or why there is none. */
export type Opened = OpenedRun | { readonly refusal: LinkRefusal | 'unknown-scenario' };

/** The run that the page's address asks for: a recording, a scenario, or the lab's first scenario. In the browser only. */
export async function openAddress(lab: OpenableLab): Promise<Opened> {
  const request = readRunRequest(window.location.search);
  if (request.type === 'run') {
    const opened = await lab.openLink(request.text, request.position);
    return opened.ok ? { session: opened.session, scenarioId: null } : { refusal: opened.reason };
  }
  return openScenario(lab, request.type === 'scenario' ? request.id : (lab.scenarios[0]?.id ?? ''));
}

/** A scenario at its start. */
export function openScenario(lab: OpenableLab, id: string): Opened {
  const session = lab.openScenario(id);
  return session === null ? { refusal: 'unknown-scenario' } : { session, scenarioId: id };
}
