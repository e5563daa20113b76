'use client';

import { useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { drawMessages } from './draw-messages';
import { useLabSession } from './lab-context';
import type { LabFlow } from './lab-view';
import type { Stop } from './message-path';
import { useReducedMotion } from './use-clock';
import { usePalette } from './use-palette';

/** Messages turn back before the node's outline and its ring. */
const NODE_MARGIN = 18;
const BOX_MARGIN = 8;

function stopsOf({ nodes }: LabFlow): ReadonlyMap<string, Stop> {
  return new Map(
    nodes.map(({ id, position, width = 0, height = 0 }) => {
      const radius = Math.max(width, height) / 2 + NODE_MARGIN;
      const centre = { x: position.x + width / 2, y: position.y + height / 2, radius };
      // What is not as high as it is wide is drawn as a box.
      if (width === height) return [id, centre];
      return [id, { ...centre, box: { halfWidth: width / 2 + BOX_MARGIN, halfHeight: height / 2 + BOX_MARGIN } }];
    }),
  );
}

/** The layer lies between the nodes and their toolbars, which the flow puts into the same element. */
export function MessageLayer() {
  const host = useStore((state) => state.domNode?.querySelector('.react-flow__renderer') ?? null);
  return host === null ? null : createPortal(<MessageCanvas />, host);
}

/** Every message on its way, in one canvas over the flow that follows its viewport. Nothing in it is for a pointer or a screen reader. */
function MessageCanvas() {
  const session = useLabSession();
  const flow = useStoreApi();
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette(canvas);
  const isReducedMotion = useReducedMotion();

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || palette === null) return;

    const draw = () => {
      const { width, height, transform } = flow.getState();
      fitCanvas(element, context, width, height);
      context.clearRect(0, 0, width, height);
      drawMessages(context, {
        clockTick: session.player.getState().clockTick,
        messages: session.messagesInFlight(),
        losses: session.recentLosses(),
        lostShownTicks: session.lostShownTicks,
        stops: stopsOf(session.flow()),
        kinds: session.messageKinds,
        viewport: { x: transform[0], y: transform[1], zoom: transform[2] },
        colors: palette,
        isReducedMotion,
      });
    };
    draw();
    const unsubscribePlayer = session.player.subscribe(draw);
    const unsubscribeFlow = flow.subscribe((now, before) => {
      if (now.transform !== before.transform || now.width !== before.width || now.height !== before.height) draw();
    });
    return () => {
      unsubscribePlayer();
      unsubscribeFlow();
    };
  }, [session, flow, palette, isReducedMotion]);

  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0 z-[3]">
      <canvas ref={canvas} className="size-full" />
    </div>
  );
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
