import { createElement, type ReactNode } from 'react';
import type { LabTypes } from '@/sim/core/lab';
import type { LabPanelView } from '../view/lab-view';
import type { Translate } from '../view/texts';
import type { LabStore } from './lab-store';

/** A panel of the lab's own, with its run. */
export interface BoundPanel {
  readonly id: string;
  readonly group: 'see' | 'act';
  label(t: Translate): string;
  render(): ReactNode;
}

/** Gives a lab's own panels their run. */
export function bindPanels<T extends LabTypes>(
  panels: readonly LabPanelView<T>[],
  store: LabStore<T>,
): readonly BoundPanel[] {
  return panels.map(({ id, group, label, Part }) => ({
    id,
    group,
    label,
    render: () => createElement(Part, { store }),
  }));
}
