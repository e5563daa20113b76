import type { HandleProps, Node, ReactFlowState, Viewport } from '@xyflow/react';
import { type ComponentType, createContext, createElement, type ReactNode, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';

/** What stands on a canvas can ask this of it, whether it stands still or React Flow moves it. */
export interface CanvasState extends Pick<ReactFlowState, 'transform' | 'width' | 'height' | 'domNode'> {
  readonly nodes: readonly Node[];
  readonly nodeById: ReadonlyMap<string, Node>;
  /** A line is being drawn from a node. */
  readonly isConnecting: boolean;
  /** Where lines begin and end; null while nothing can be drawn. */
  readonly Handle: ComponentType<HandleProps> | null;
  readonly setViewport: (viewport: Viewport) => void;
}

export type CanvasStore = StoreApi<CanvasState>;

export function createCanvasStore(): CanvasStore {
  return createStore<CanvasState>()((set) => ({
    transform: [0, 0, 1],
    width: 0,
    height: 0,
    domNode: null,
    nodes: [],
    nodeById: new Map(),
    isConnecting: false,
    Handle: null,
    setViewport: ({ x, y, zoom }) => set({ transform: [x, y, zoom] }),
  }));
}

export const CanvasContext = createContext<CanvasStore | null>(null);

export function useCanvasStore(): CanvasStore {
  const store = useContext(CanvasContext);
  if (store === null) throw new Error('it stands on no canvas');
  return store;
}

export function useCanvas<Selected>(select: (state: CanvasState) => Selected): Selected {
  return useStore(useCanvasStore(), select);
}

const handleOf = (state: CanvasState) => state.Handle;

/** Where a node's lines begin and end, once React Flow is there: it looks for them. */
export function CanvasHandle(props: HandleProps & { readonly className: string }): ReactNode {
  const Handle = useCanvas(handleOf);
  return Handle === null ? null : createElement(Handle, props);
}
