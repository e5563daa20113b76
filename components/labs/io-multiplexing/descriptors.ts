import type { Description, Kernel } from '@/sim/io-multiplexing/kernel';
import { peek } from '@/sim/io-multiplexing/report';

/** An open descriptor with what it refers to and reports. */
export interface Descriptor {
  readonly name: string;
  readonly fd: number;
  readonly file: Description;
  readonly flags: number;
}

/** By number. */
export function descriptorsOf(kernel: Kernel): readonly Descriptor[] {
  return Object.entries(kernel.names)
    .flatMap(([name, fd]) => {
      const file = kernel.descriptions[kernel.table[fd] ?? -1];
      return file === undefined ? [] : [{ name, fd, file, flags: peek(kernel, file) }];
    })
    .sort((a, b) => a.fd - b.fd);
}

/** What stands in its buffer. */
export function bufferText(kernel: Kernel, file: Description): string {
  switch (file.kind) {
    case 'pipe-read':
      return `${kernel.pipes[file.pipe]?.pages.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0} B`;
    case 'pipe-write':
      return `${kernel.pipes[file.pipe]?.pages.length ?? 0} / 16`;
    case 'unix':
      return `${file.buffers.reduce((sum, { bytes }) => sum + bytes, 0)} B`;
    case 'tcp':
      return `${file.received} B`;
    case 'listener':
      return String(file.backlog.length);
    case 'eventfd':
      return file.count;
    case 'timerfd':
      return file.dueMs === null ? String(file.expirations) : `${file.dueMs} ms`;
    case 'epoll':
      return String(file.ready.length);
  }
}
