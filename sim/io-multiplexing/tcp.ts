import { ERR, HUP, IN, OUT, PRI, RDHUP } from './flags';
import {
  addDescription,
  type Errno,
  find,
  type Kernel,
  type Listener,
  SHUT_BOTH,
  SHUT_RECEIVE,
  SHUT_SEND,
  type TcpSocket,
} from './kernel';
import { wake } from './wake';

/** About what the loopback interface takes by default. The kernel tunes both as it goes: how much a full socket holds is not exact. */
const SEND_BUFFER = 2_500_000;
const RECEIVE_BUFFER = 131_072;

export function openListener(kernel: Kernel): Listener {
  return addDescription(kernel, (file) => ({ ...file, kind: 'listener', isListening: true, shut: 0, backlog: [] }));
}

function openEnd(kernel: Kernel): TcpSocket {
  return addDescription(kernel, (file) => ({
    ...file,
    kind: 'tcp',
    peer: null,
    state: 'ESTABLISHED',
    received: 0,
    unsent: 0,
    isFinishing: false,
    hasFin: false,
    isClosed: false,
    shut: 0,
    error: null,
  }));
}

/** A connection whose other end is on another machine. */
export const openRemote = openEnd;

/** One more of these arrives at a listening socket. */
export function connectRemote(kernel: Kernel, listener: Listener): void {
  listener.backlog.push(openEnd(kernel).id);
  wake(kernel, listener, IN | PRI);
}

/** Bytes of the other machine arrive. */
export function receive(kernel: Kernel, socket: TcpSocket, bytes: number): void {
  socket.received += bytes;
  wake(kernel, socket, IN | PRI);
}

/** The client's end; the server's waits in the backlog. Null: refused. */
export function connect(kernel: Kernel, listener: Listener | null): TcpSocket | null {
  if (listener === null || !listener.isListening) return null;
  const [client, server] = [openEnd(kernel), openEnd(kernel)];
  client.peer = server.id;
  server.peer = client.id;
  listener.backlog.push(server.id);
  wake(kernel, listener, IN | PRI);
  return client;
}

export function accept(kernel: Kernel, listener: Listener): TcpSocket | Errno {
  if (!listener.isListening) return 'EINVAL';
  return find(kernel, listener.backlog.shift() ?? null, 'tcp') ?? 'EAGAIN';
}

/** `tcp_poll`. */
export function reportTcp({ state, shut, received, unsent, error }: TcpSocket): number {
  const hasRoom = SEND_BUFFER - unsent >= unsent / 2;
  return (
    (shut === SHUT_BOTH || state === 'CLOSE' ? HUP : 0) |
    ((shut & SHUT_RECEIVE) === 0 ? 0 : IN | RDHUP) |
    (received > 0 ? IN : 0) |
    ((shut & SHUT_SEND) !== 0 || hasRoom ? OUT : 0) |
    (error === null ? 0 : ERR)
  );
}

export function reportListener({ isListening, shut, backlog }: Listener): number {
  if (!isListening) return OUT | HUP | ((shut & SHUT_RECEIVE) === 0 ? 0 : IN | RDHUP);
  return backlog.length > 0 ? IN : 0;
}

export function readListener({ isListening, shut }: Listener, count: number): number | Errno {
  return count === 0 || (!isListening && (shut & SHUT_RECEIVE) !== 0) ? 0 : 'ENOTCONN';
}

function takeError(socket: TcpSocket): Errno | null {
  const { error } = socket;
  socket.error = null;
  return error;
}

export function writeTcp(kernel: Kernel, socket: TcpSocket, count: number): number | Errno {
  const canSend = socket.state === 'ESTABLISHED' || socket.state === 'CLOSE_WAIT';
  if (!canSend || socket.error !== null || (socket.shut & SHUT_SEND) !== 0) return takeError(socket) ?? 'EPIPE';
  const taken = Math.min(count, SEND_BUFFER - socket.unsent);
  if (taken <= 0) return count === 0 ? 0 : 'EAGAIN';
  socket.unsent += taken;
  send(kernel, socket);
  return taken;
}

/** Brings to the peer what it has room for; a peer that cannot take it answers with a reset. */
function send(kernel: Kernel, socket: TcpSocket): void {
  const peer = find(kernel, socket.peer, 'tcp');
  if (socket.peer === null) socket.unsent = 0;
  if (socket.unsent > 0) {
    const isRefused =
      peer === null ||
      peer.isClosed ||
      peer.state === 'CLOSE' ||
      (peer.state === 'FIN_WAIT2' && (peer.shut & SHUT_RECEIVE) !== 0);
    if (isRefused) {
      if (peer !== null) reset(kernel, peer);
      reset(kernel, socket);
      return;
    }
    const moved = Math.min(socket.unsent, RECEIVE_BUFFER - peer.received);
    if (moved > 0) {
      socket.unsent -= moved;
      peer.received += moved;
      wake(kernel, peer, IN | PRI);
    }
  }
  if (socket.unsent === 0 && socket.isFinishing) finish(kernel, socket);
}

/** A RST has come (`tcp_reset`). */
function reset(kernel: Kernel, socket: TcpSocket): void {
  if (socket.state === 'CLOSE') return;
  if (!socket.isClosed) socket.error = socket.state === 'CLOSE_WAIT' ? 'EPIPE' : 'ECONNRESET';
  socket.unsent = 0;
  socket.isFinishing = false;
  end(kernel, socket);
  wake(kernel, socket, ERR);
}

/** `tcp_done`: the connection is over at this end. */
function end(kernel: Kernel, socket: TcpSocket): void {
  socket.state = 'CLOSE';
  socket.shut = SHUT_BOTH;
  wake(kernel, socket, 0, true);
  forgetIfOver(kernel, socket);
}

function forgetIfOver(kernel: Kernel, socket: TcpSocket): void {
  if (socket.isClosed && socket.unsent === 0 && !socket.isFinishing) delete kernel.descriptions[socket.id];
}

/** Sends a FIN, which the peer acknowledges at once. */
function finish(kernel: Kernel, socket: TcpSocket): void {
  socket.isFinishing = false;
  const peer = find(kernel, socket.peer, 'tcp');
  if (socket.state === 'CLOSE_WAIT') end(kernel, socket);
  else {
    socket.state = 'FIN_WAIT2';
    socket.shut |= SHUT_SEND;
    wake(kernel, socket, 0, true);
    forgetIfOver(kernel, socket);
  }
  if (peer !== null && peer.state !== 'CLOSE') receiveFin(kernel, peer);
}

export function receiveFin(kernel: Kernel, peer: TcpSocket): void {
  peer.hasFin = true;
  peer.shut |= SHUT_RECEIVE;
  if (peer.state === 'ESTABLISHED') peer.state = 'CLOSE_WAIT';
  else end(kernel, peer);
  wake(kernel, peer, 0, true);
  wake(kernel, peer, IN | PRI);
}

export function readTcp(kernel: Kernel, socket: TcpSocket, count: number): number | Errno {
  if (count === 0) return 0;
  if (socket.received > 0) {
    const taken = Math.min(count, socket.received);
    socket.received -= taken;
    const sender = find(kernel, socket.peer, 'tcp');
    if (sender !== null && sender.unsent > 0) {
      const wasFull = (reportTcp(sender) & OUT) === 0;
      send(kernel, sender);
      if (wasFull && (reportTcp(sender) & OUT) !== 0) wake(kernel, sender, OUT);
    }
    return taken;
  }
  if (socket.hasFin) return 0;
  const error = takeError(socket);
  if (error !== null) return error;
  if ((socket.shut & SHUT_RECEIVE) !== 0) return 0;
  return socket.state === 'CLOSE' ? 'ENOTCONN' : 'EAGAIN';
}

/** `inet_shutdown`. */
export function shutTcp(kernel: Kernel, socket: TcpSocket, ways: number): Errno | null {
  const wasOver = socket.state === 'CLOSE';
  const canFinish = socket.state === 'ESTABLISHED' || socket.state === 'CLOSE_WAIT';
  socket.shut |= ways;
  if (canFinish && (ways & SHUT_SEND) !== 0 && !socket.isFinishing) {
    socket.isFinishing = true;
    send(kernel, socket);
  }
  wake(kernel, socket, 0, true);
  return wasOver ? 'ENOTCONN' : null;
}

export function shutListener(kernel: Kernel, listener: Listener, ways: number): Errno | null {
  const wasListening = listener.isListening;
  if (!wasListening) listener.shut |= ways;
  else if ((ways & SHUT_RECEIVE) !== 0) releaseListener(kernel, listener);
  wake(kernel, listener, 0, true);
  return wasListening ? null : 'ENOTCONN';
}

export function releaseTcp(kernel: Kernel, socket: TcpSocket): void {
  const peer = find(kernel, socket.peer, 'tcp');
  socket.isClosed = true;
  socket.shut = SHUT_BOTH;
  if (socket.received > 0 && socket.state !== 'CLOSE') {
    // Unread data is lost, and the peer has to know.
    socket.state = 'CLOSE';
    socket.unsent = 0;
    socket.isFinishing = false;
    if (peer !== null) reset(kernel, peer);
  } else if (socket.state === 'ESTABLISHED' || socket.state === 'CLOSE_WAIT') {
    socket.isFinishing = true;
    send(kernel, socket);
  }
  forgetIfOver(kernel, socket);
}

/** Connections that nobody accepted are reset. */
export function releaseListener(kernel: Kernel, listener: Listener): void {
  listener.isListening = false;
  for (const id of listener.backlog.splice(0)) {
    const server = find(kernel, id, 'tcp');
    if (server === null) continue;
    const client = find(kernel, server.peer, 'tcp');
    delete kernel.descriptions[id];
    if (client !== null) reset(kernel, client);
  }
}
