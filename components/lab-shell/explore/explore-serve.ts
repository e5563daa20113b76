import type { Lab, LabTypes } from '@/sim/core/lab';
import type { ExploreRequest } from './explore-protocol';
import { search } from './explore-search';

/** Makes this worker search a lab's schedules for whoever asks. To stop a search, terminate the worker. */
export function serveExplorer<T extends LabTypes>(lab: Lab<T>): void {
  self.addEventListener('message', ({ data }: MessageEvent<ExploreRequest>) => {
    search(
      lab,
      data,
      (report) => self.postMessage(report),
      () => performance.now(),
    );
  });
}
