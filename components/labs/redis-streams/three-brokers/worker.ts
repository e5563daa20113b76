import { type CompareRequest, compare } from './measure';

self.addEventListener('message', ({ data }: MessageEvent<CompareRequest>) => self.postMessage(compare(data)));
