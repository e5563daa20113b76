'use client';

import type { Node } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useReducedMotion } from '@/components/ui/motion-choice';
import { useLabSession } from '../../run/lab-context';
import type { BoundMessages } from '../../run/messages-bind';
import type { MessageInFlight } from '../../view/messages-view';
import { useCanvas, useCanvasStore } from '../nodes/canvas-store';
import { usePalette } from '../use-palette';
import { MessageDrawing } from './draw-messages';
import type { MessageStage } from './message-layout';
import { type Stop, Ways } from './message-path';
import { pointAtMessages } from './point-at-messages';

/** Messages turn back before the node's outline and its ring. */
const NODE_MARGIN = 18;
const BOX_MARGIN = 8;
/** Half of a message that is drawn as small as messages become, in pixels of the screen: far away that is much of a node. */
const SMALLEST_HALF = 8;

function stopsOf(nodes: readonly Node[], zoom: number): ReadonlyMap<string, Stop> {
  const boxMargin = Math.max(BOX_MARGIN, SMALLEST_HALF / zoom);
  return new Map(
    nodes.map(({ id, position, width = 0, height = 0 }) => {
      const radius = Math.max(width, height) / 2 + NODE_MARGIN;
      const centre = { x: position.x + width / 2, y: position.y + height / 2, radius };
      // What is not as high as it is wide is drawn as a box.
      if (width === height) return [id, centre];
      return [id, { ...centre, box: { halfWidth: width / 2 + boxMargin, halfHeight: height / 2 + boxMargin } }];
    }),
  );
}

/** The layer lies between the nodes and their toolbars, which the flow puts into the same element. */
export function MessageLayer({ messages }: { readonly messages: BoundMessages }) {
  const host = useCanvas((state) => state.domNode?.querySelector('.react-flow__renderer') ?? null);
  return host === null ? null : createPortal(<MessageCanvas messages={messages} />, host);
}

/**
 * Every message on its way, in one canvas over the flow that follows its viewport. A pointer finds messages through the flow
 * beneath; keyboard and screen reader have them in a list.
 */
function MessageCanvas({ messages }: { readonly messages: BoundMessages }) {
  const session = useLabSession();
  const flow = useCanvasStore();
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette(canvas);
  const isReducedMotion = useReducedMotion();

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || palette === null) return;

    const drawing = new MessageDrawing(context);
    const { fontFamily } = getComputedStyle(element);
    let drawnNodes: readonly Node[] = [];
    let drawnZoom = 1;
    let ways = new Ways(new Map());
    const stage = (): MessageStage => {
      const { nodes, transform } = flow.getState();
      if (nodes !== drawnNodes || transform[2] !== drawnZoom) {
        drawnNodes = nodes;
        drawnZoom = transform[2];
        const stops = stopsOf(nodes, drawnZoom);
        if (!ways.fit(stops)) ways = new Ways(stops);
      }
      return {
        clockTick: session.player.getState().clockTick,
        messages: onTheirWay(messages, session.player.getState().clockTick),
        ways,
        viewport: { x: transform[0], y: transform[1], zoom: transform[2] },
        isReducedMotion,
      };
    };
    const draw = () => {
      const { width, height } = flow.getState();
      fitCanvas(element, context, width, height);
      drawing.draw({
        ...stage(),
        losses: messages.recentLosses(),
        lostShownTicks: messages.lostShownTicks,
        kinds: messages.kinds,
        colors: palette,
        font: `600 11px ${fontFamily}`,
        inspectedId: session.player.getState().messageId,
      });
    };
    draw();
    const unsubscribePlayer = session.player.subscribe(draw);
    const unsubscribeFlow = flow.subscribe((now, before) => {
      const isMoved = now.transform !== before.transform || now.width !== before.width || now.height !== before.height;
      // While time runs, the next frame is drawn soon enough.
      const isOther = now.nodes !== before.nodes && !session.player.getState().isPlaying;
      if (isMoved || isOther) draw();
    });
    const stopPointing = pointAtMessages(flow.getState().domNode, stage, (id) => {
      const { pause, inspectMessage } = session.player.getState();
      // A message on its way is gone before it is read.
      pause();
      inspectMessage(id);
    });
    return () => {
      unsubscribePlayer();
      unsubscribeFlow();
      stopPointing();
    };
  }, [session, messages, flow, palette, isReducedMotion]);

  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0 z-[3]">
      <canvas ref={canvas} className="size-full" />
    </div>
  );
}

/** Without those that have not set out yet, and those that have arrived where the run had no event for it. */
function onTheirWay(messages: BoundMessages, clockTick: number): readonly MessageInFlight[] {
  return messages.inFlight().filter(({ sentTick, dueTick }) => sentTick <= clockTick && clockTick <= dueTick);
}

/** Gives the canvas the pixels of the screen and the context the unit of CSS. */
function fitCanvas(element: HTMLCanvasElement, context: CanvasRenderingContext2D, width: number, height: number): void {
  const ratio = window.devicePixelRatio;
  const pixelWidth = Math.round(width * ratio);
  const pixelHeight = Math.round(height * ratio);
  if (element.width !== pixelWidth || element.height !== pixelHeight) {
    element.width = pixelWidth;
    element.height = pixelHeight;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
}
