import type { LucideIcon } from 'lucide-react';
import { createElement, type ReactNode } from 'react';
import type { LabStore } from './lab-store';
import type { DrawnConnection, EditingView, LabPanelView, Translate } from './lab-view';

/** A panel of the lab's own, with its run. */
export interface BoundPanel {
  readonly id: string;
  readonly icon: LucideIcon;
  label(t: Translate): string;
  render(): ReactNode;
}

/** What can be built on the canvas of one run. */
export interface BoundEditing {
  /** Does nothing to a node that stands where the lab puts it. Null: the lab places every node. */
  readonly move: ((nodeId: string, position: { readonly x: number; readonly y: number }) => void) | null;
  canConnect(from: string, to: string): boolean;
  renderToolbox(connection: DrawnConnection | null, onConnectionDone: () => void): ReactNode;
}

/** Gives a lab's own panels their run. */
export function bindPanels<Config, State, Command, Event>(
  panels: readonly LabPanelView<Config, State, Command, Event>[],
  store: LabStore<Config, State, Command, Event>,
): readonly BoundPanel[] {
  return panels.map(({ id, icon, label, Part }) => ({ id, icon, label, render: () => createElement(Part, { store }) }));
}

/** Gives a lab's editing its run. */
export function bindEditing<Config, State, Command, Event>(
  { move, canConnect, Toolbox }: EditingView<Config, State, Command, Event>,
  store: LabStore<Config, State, Command, Event>,
): BoundEditing {
  return {
    move:
      move === null
        ? null
        : (nodeId, position) => {
            const { snapshot, dispatch } = store.getState();
            const command = move(nodeId, position, snapshot.state);
            if (command !== null) dispatch(command);
          },
    canConnect: (from, to) => canConnect(from, to, store.getState().snapshot.state),
    renderToolbox: (connection, onConnectionDone) => createElement(Toolbox, { store, connection, onConnectionDone }),
  };
}
