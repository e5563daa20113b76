import { ERR, HUP, IN, OUT, PRI, RDHUP } from './flags';
import {
  addDescription,
  type Errno,
  find,
  type Kernel,
  SHUT_BOTH,
  SHUT_RECEIVE,
  SHUT_SEND,
  type UnixSocket,
} from './kernel';
import { wake } from './wake';

/** `net.core.wmem_default`: memory that unread buffers may take. */
const SEND_BUFFER = 212_992;
const PAGE = 4_096;
/** Bytes that fit into a page beside what the kernel notes there. */
const HEAD_MAX = 3_776;
const BUFFER_BYTES_MAX = HEAD_MAX + 8 * PAGE;
const NOTES = 320;
const HEADER = 256;

export function openPair(kernel: Kernel): readonly [UnixSocket, UnixSocket] {
  const make = () =>
    addDescription(
      kernel,
      (file): UnixSocket => ({ ...file, kind: 'unix', peer: null, buffers: [], charged: 0, shut: 0, error: null }),
    );
  const [a, b] = [make(), make()];
  a.peer = b.id;
  b.peer = a.id;
  return [a, b];
}

/** `unix_poll`. */
export function reportUnix({ shut, error, buffers, charged }: UnixSocket): number {
  return (
    (error === null ? 0 : ERR) |
    (shut === SHUT_BOTH ? HUP : 0) |
    ((shut & SHUT_RECEIVE) === 0 ? 0 : RDHUP | IN) |
    (buffers.length > 0 ? IN : 0) |
    (isWritable(charged) ? OUT : 0)
  );
}

const isWritable = (charged: number) => charged * 4 <= SEND_BUFFER;

/** `truesize`: whole pages, and for the rest what the allocator hands out. */
function memoryOf(bytes: number): number {
  const inPages = Math.min(bytes, Math.ceil(Math.max(0, bytes - HEAD_MAX) / PAGE) * PAGE);
  const head = Math.ceil((bytes - inPages) / 64) * 64 + NOTES;
  const allocated = [512, 1_024, 2_048].find((size) => head <= size) ?? PAGE;
  return allocated + HEADER + Math.ceil(inPages / PAGE) * PAGE;
}

export function writeUnix(kernel: Kernel, socket: UnixSocket, count: number): number | Errno {
  const peer = find(kernel, socket.peer, 'unix');
  if ((socket.shut & SHUT_SEND) !== 0 || peer === null) return 'EPIPE';
  let sent = 0;
  while (sent < count) {
    if (socket.error !== null) {
      const { error } = socket;
      socket.error = null;
      return sent > 0 ? sent : error;
    }
    if (socket.charged >= SEND_BUFFER) return sent > 0 ? sent : 'EAGAIN';
    const bytes = Math.min(count - sent, BUFFER_BYTES_MAX);
    const memory = memoryOf(bytes);
    socket.charged += memory;
    peer.buffers.push({ bytes, memory });
    sent += bytes;
    wake(kernel, peer, IN | PRI);
  }
  return sent;
}

export function readUnix(kernel: Kernel, socket: UnixSocket, count: number): number | Errno {
  if (count === 0) return 0;
  let left = count;
  while (left > 0) {
    const first = socket.buffers[0];
    if (first === undefined) break;
    const bytes = Math.min(left, first.bytes);
    first.bytes -= bytes;
    left -= bytes;
    if (first.bytes === 0) free(kernel, socket);
  }
  if (left < count) return count - left;
  const { error } = socket;
  socket.error = null;
  return error ?? ((socket.shut & SHUT_RECEIVE) === 0 ? 'EAGAIN' : 0);
}

/** The oldest buffer was read: its sender is told that there is room, each time. */
function free(kernel: Kernel, socket: UnixSocket): void {
  const memory = socket.buffers.shift()?.memory ?? 0;
  const sender = find(kernel, socket.peer, 'unix');
  if (sender === null) return;
  sender.charged -= memory;
  // One byte goes only after the sender has been told (`sock_wfree`).
  if (isWritable(sender.charged + 1)) wake(kernel, sender, OUT);
}

export function shutUnix(kernel: Kernel, socket: UnixSocket, ways: number): null {
  socket.shut |= ways;
  wake(kernel, socket, 0, true);
  const peer = find(kernel, socket.peer, 'unix');
  if (peer === null) return null;
  peer.shut |= ((ways & SHUT_RECEIVE) === 0 ? 0 : SHUT_SEND) | ((ways & SHUT_SEND) === 0 ? 0 : SHUT_RECEIVE);
  wake(kernel, peer, 0, true);
  return null;
}

export function releaseUnix(kernel: Kernel, socket: UnixSocket): void {
  const peer = find(kernel, socket.peer, 'unix');
  if (peer === null) return;
  peer.shut = SHUT_BOTH;
  if (socket.buffers.length > 0) peer.error = 'ECONNRESET';
  wake(kernel, peer, 0, true);
  while (socket.buffers.length > 0) free(kernel, socket);
  peer.peer = null;
}
