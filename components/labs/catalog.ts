import type { CanvasShape } from '@/components/lab-shell/lab-layout';
import type { OpenableLab } from '@/components/lab-shell/run/openable-lab';
import type { Locale } from '@/lib/i18n/routing';
import type { LabId } from '@/sim/catalog';

type Load<Loaded> = () => Promise<Loaded>;
type LoadTexts<Texts> = Load<{ readonly default: Texts }>;

interface LabEntry {
  /** Known before a lab is loaded, so that its place is as high as the lab will be. */
  readonly shape: CanvasShape;
  /** The view with its simulation: only where one is shown. */
  readonly load: Load<OpenableLab>;
  /** The namespace `labs.<id>`, in the reader's language only. */
  readonly texts: Readonly<Record<Locale, LoadTexts<object>>>;
}

/** Texts in both languages. One that English has and Korean lacks is a type error; the other way round, a failing test. */
function inBoth<En, Ko extends En>(texts: { readonly ko: LoadTexts<Ko>; readonly en: LoadTexts<En> }) {
  return texts;
}

/**
 * How each lab is shown. A new lab is one entry here. For client code: what a view imports cannot be on a server's page. The
 * promises are named because the type of every text comes from here, and a view uses texts.
 */
const labCatalog = {
  'io-multiplexing': {
    shape: 'wide',
    load: (): Promise<OpenableLab> => import('./io-multiplexing/view').then((module) => module.view),
    texts: inBoth({
      ko: () => import('./io-multiplexing/messages.ko.json'),
      en: () => import('./io-multiplexing/messages.en.json'),
    }),
  },
  'concurrency-models': {
    shape: 'row-or-column',
    load: (): Promise<OpenableLab> => import('./concurrency-models/view').then((module) => module.view),
    texts: inBoth({
      ko: () => import('./concurrency-models/messages.ko.json'),
      en: () => import('./concurrency-models/messages.en.json'),
    }),
  },
  raft: {
    shape: 'square',
    load: (): Promise<OpenableLab> => import('./raft/view').then((module) => module.view),
    texts: inBoth({ ko: () => import('./raft/messages.ko.json'), en: () => import('./raft/messages.en.json') }),
  },
  amqp: {
    shape: 'row-or-column',
    load: (): Promise<OpenableLab> => import('./amqp/view').then((module) => module.view),
    texts: inBoth({ ko: () => import('./amqp/messages.ko.json'), en: () => import('./amqp/messages.en.json') }),
  },
  'redis-streams': {
    shape: 'square-or-column',
    load: (): Promise<OpenableLab> => import('./redis-streams/view').then((module) => module.view),
    texts: inBoth({
      ko: () => import('./redis-streams/messages.ko.json'),
      en: () => import('./redis-streams/messages.en.json'),
    }),
  },
  'kafka-group': {
    shape: 'square',
    load: (): Promise<OpenableLab> => import('./kafka-group/view').then((module) => module.view),
    texts: inBoth({
      ko: () => import('./kafka-group/messages.ko.json'),
      en: () => import('./kafka-group/messages.en.json'),
    }),
  },
  gil: {
    shape: 'wide',
    load: (): Promise<OpenableLab> => import('./gil/view').then((module) => module.view),
    texts: inBoth({ ko: () => import('./gil/messages.ko.json'), en: () => import('./gil/messages.en.json') }),
  },
  'hash-ring': {
    shape: 'square',
    load: (): Promise<OpenableLab> => import('./hash-ring/view').then((module) => module.view),
    texts: inBoth({
      ko: () => import('./hash-ring/messages.ko.json'),
      en: () => import('./hash-ring/messages.en.json'),
    }),
  },
  'worker-pools': {
    shape: 'wide',
    load: (): Promise<OpenableLab> => import('./worker-pools/view').then((module) => module.view),
    texts: inBoth({
      ko: () => import('./worker-pools/messages.ko.json'),
      en: () => import('./worker-pools/messages.en.json'),
    }),
  },
  autoscaling: {
    shape: 'wide',
    load: (): Promise<OpenableLab> => import('./autoscaling/view').then((module) => module.view),
    texts: inBoth({
      ko: () => import('./autoscaling/messages.ko.json'),
      en: () => import('./autoscaling/messages.en.json'),
    }),
  },
} satisfies Record<LabId, LabEntry>;

/** Which texts each lab has, for the types of all texts. */
export type LabCatalog = typeof labCatalog;

export const labEntries: Readonly<Record<LabId, LabEntry>> = labCatalog;
