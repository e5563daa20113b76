import { ERR, HUP, IN, OUT } from './flags';
import { addDescription, type Errno, find, type Kernel, nextId, type Pipe, type PipeEnd } from './kernel';
import { wake } from './wake';

const PAGE = 4_096;
const PAGES_MAX = 16;

export function openPipe(kernel: Kernel): readonly [PipeEnd, PipeEnd] {
  const pipe: Pipe = { id: nextId(kernel), pages: [], reader: null, writer: null, isPolled: false };
  kernel.pipes[pipe.id] = pipe;
  const reader = addDescription(kernel, (file): PipeEnd => ({ ...file, kind: 'pipe-read', pipe: pipe.id }));
  const writer = addDescription(kernel, (file): PipeEnd => ({ ...file, kind: 'pipe-write', pipe: pipe.id }));
  pipe.reader = reader.id;
  pipe.writer = writer.id;
  return [reader, writer];
}

/** Somebody asks how it is. */
export function notePolled(kernel: Kernel, end: PipeEnd): void {
  const pipe = kernel.pipes[end.pipe];
  if (pipe !== undefined) pipe.isPolled = true;
}

/** `pipe_poll`. */
export function reportPipe(kernel: Kernel, end: PipeEnd): number {
  const pipe = kernel.pipes[end.pipe];
  if (pipe === undefined) return 0;
  if (end.kind === 'pipe-read') return (pipe.pages.length > 0 ? IN : 0) | (pipe.writer === null ? HUP : 0);
  return (pipe.pages.length < PAGES_MAX ? OUT : 0) | (pipe.reader === null ? ERR : 0);
}

function wakeEnd(kernel: Kernel, end: number | null, kind: PipeEnd['kind'], key: number, everyone = false): void {
  const file = find(kernel, end, kind);
  if (file !== null) wake(kernel, file, key, everyone);
}

/** Bytes go into pages of their own, except those that fit behind what the last page has. */
export function writePipe(kernel: Kernel, end: PipeEnd, count: number): number | Errno {
  const pipe = kernel.pipes[end.pipe];
  if (pipe === undefined || end.kind === 'pipe-read') return 'EBADF';
  if (count === 0) return 0;
  const wasEmpty = pipe.pages.length === 0;
  const written = pipe.reader === null ? 'EPIPE' : fillPages(pipe, count);
  // Woken even by a write that failed: "epoll has some historical nasty semantics".
  if ((wasEmpty || pipe.isPolled) && pipe.reader !== null) wakeEnd(kernel, pipe.reader, 'pipe-read', IN);
  return written;
}

function fillPages(pipe: Pipe, count: number): number | Errno {
  let left = count;
  const rest = count % PAGE;
  const last = pipe.pages.at(-1);
  if (rest > 0 && last !== undefined && last.from + last.bytes + rest <= PAGE) {
    last.bytes += rest;
    left -= rest;
  }
  while (left > 0 && pipe.pages.length < PAGES_MAX) {
    const bytes = Math.min(left, PAGE);
    pipe.pages.push({ from: 0, bytes });
    left -= bytes;
  }
  return left === count ? 'EAGAIN' : count - left;
}

export function readPipe(kernel: Kernel, end: PipeEnd, count: number): number | Errno {
  const pipe = kernel.pipes[end.pipe];
  if (pipe === undefined || end.kind === 'pipe-write') return 'EBADF';
  if (count === 0) return 0;
  if (pipe.pages.length === 0) return pipe.writer === null ? 0 : 'EAGAIN';
  const wasFull = pipe.pages.length === PAGES_MAX;
  let left = count;
  while (left > 0) {
    const first = pipe.pages[0];
    if (first === undefined) break;
    const bytes = Math.min(left, first.bytes);
    first.from += bytes;
    first.bytes -= bytes;
    left -= bytes;
    if (first.bytes === 0) pipe.pages.shift();
  }
  // Writable again, and told so, only by a whole page that is free.
  if (wasFull && pipe.pages.length < PAGES_MAX) wakeEnd(kernel, pipe.writer, 'pipe-write', OUT);
  return count - left;
}

export function releasePipe(kernel: Kernel, end: PipeEnd): void {
  const pipe = kernel.pipes[end.pipe];
  if (pipe === undefined) return;
  if (end.kind === 'pipe-read') pipe.reader = null;
  else pipe.writer = null;
  if (pipe.reader === null && pipe.writer === null) delete kernel.pipes[pipe.id];
  wakeEnd(kernel, pipe.reader, 'pipe-read', 0, true);
  wakeEnd(kernel, pipe.writer, 'pipe-write', 0, true);
}
