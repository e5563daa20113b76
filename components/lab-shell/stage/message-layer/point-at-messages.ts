import { type MessageStage, messageAt } from './message-layout';

/** How far from a message's middle a click still means it, in pixels. Within a node only what is plainly on the message does. */
const REACH = { finger: 26, pointer: 15, inNode: 9 } as const;

/** What stands on the canvas for itself: a click there is never about a message. */
const OWN_PARTS = '.react-flow__panel, .react-flow__node-toolbar';

/** Lets a pointer find the messages that are drawn over `element`: a click or a tap calls `onMessage`. Returns what ends it. */
export function pointAtMessages(
  element: HTMLElement | null,
  stage: () => MessageStage,
  onMessage: (id: number) => void,
): () => void {
  if (element === null) return () => {};
  const host = element;

  function messageUnder(event: PointerEvent | MouseEvent): number | null {
    const { target } = event;
    if (!(target instanceof Element) || target.closest(OWN_PARTS) !== null) return null;
    const isTouch = 'pointerType' in event && event.pointerType === 'touch';
    const isInNode = target.closest('.react-flow__node') !== null;
    const { left, top } = host.getBoundingClientRect();
    const reach = isInNode ? REACH.inNode : isTouch ? REACH.finger : REACH.pointer;
    return messageAt(stage(), { x: event.clientX - left, y: event.clientY - top }, reach)?.id ?? null;
  }

  function onClick(event: MouseEvent): void {
    const id = messageUnder(event);
    if (id === null) return;
    // The node, edge or ground beneath is not meant.
    event.stopPropagation();
    onMessage(id);
  }

  function onMove(event: PointerEvent): void {
    host.toggleAttribute('data-over-message', messageUnder(event) !== null);
  }

  host.addEventListener('click', onClick, true);
  host.addEventListener('pointermove', onMove);
  return () => {
    host.removeEventListener('click', onClick, true);
    host.removeEventListener('pointermove', onMove);
    host.removeAttribute('data-over-message');
  };
}
