import { type ExperimentRequest, measureAll } from './experiment-measure';

self.addEventListener('message', ({ data }: MessageEvent<ExperimentRequest>) => {
  measureAll(
    data,
    (report) => self.postMessage(report),
    () => performance.now(),
  );
});
