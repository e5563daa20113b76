'use client';

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useReducedMotion } from '@/components/ui/motion-choice';
import { whileSeen } from '../while-seen';
import type { BrokenRun } from './broken-run';
import { type Motion, TICKS_PER_REAL_SECOND } from './cluster-picture';
import type { ClusterRun, LiveRun } from './cluster-run';
import { type News, newsOf } from './news';
import type { ClusterPicture } from './picture';

/** How the search for a run that breaks Raft stands. */
export type Search =
  | { readonly status: 'none' | 'failed' }
  | { readonly status: 'searching'; readonly schedules: number }
  | { readonly status: 'found'; readonly run: BrokenRun; readonly isOver: boolean };

interface Shown {
  readonly picture: ClusterPicture;
  readonly news: News;
}

/** A pause of the browser is not caught up with. */
const FRAME_MS_MAX = 100;
/** News stay for so long before what goes on all the time is told again. */
const NEWS_TICKS = 100_000;
/** Steps that one press goes on at most where nothing moves by itself. */
const STEPS_OF_A_PRESS = 60;

const fetchRun = () => import('./cluster-run');

/**
 * The cluster of the home page. Its simulator is fetched once the page has been painted and the browser is idle; until then there is
 * the picture that came with the page.
 */
export function useCluster(place: RefObject<HTMLElement | null>, first: ClusterPicture, firstNews: News) {
  const isStill = useReducedMotion();
  const [wantsToRun, setWantsToRun] = useState(true);
  const [isSeen, setIsSeen] = useState(true);
  const [shown, setShown] = useState<Shown>({ picture: first, news: firstNews });
  const [said, setSaid] = useState<News | null>(null);
  const [search, setSearch] = useState<Search>({ status: 'none' });
  const [run, setRun] = useState<ClusterRun | null>(null);
  const live = useRef<Promise<LiveRun> | null>(null);
  const awaitsLeader = useRef(false);
  const isOver = search.status === 'found' && search.isOver;
  const isMoving = wantsToRun && isSeen && !isStill && !isOver;

  const show = useCallback((current: ClusterRun, trace: ReturnType<ClusterRun['step']>) => {
    const picture = current.picture();
    const news = newsOf(trace, current.leader);
    if (awaitsLeader.current && news?.key === 'leader') {
      awaitsLeader.current = false;
      setSaid(news);
    }
    setShown((before) => ({ picture, news: news ?? before.news }));
    if (current.isOver) setSearch((found) => (found.status === 'found' ? { ...found, isOver: true } : found));
  }, []);

  const start = useCallback(() => {
    live.current ??= fetchRun().then(({ liveRun }) => {
      const started = liveRun();
      // What moves by itself has moved since the page was painted.
      const [animation] = place.current?.getAnimations({ subtree: true }) ?? [];
      started.advance(ticksIn(Number(animation?.currentTime ?? 0)));
      setRun(started);
      return started;
    });
    live.current.catch(() => {
      live.current = null;
    });
    return live.current;
  }, [place]);

  useEffect(() => whenIdle(() => void start().catch(() => undefined)), [start]);
  useEffect(() => (place.current === null ? undefined : whileSeen(place.current, setIsSeen)), [place]);
  useEffect(() => {
    if (run === null || !isMoving) return;
    let heldUntilTick = 0;
    return eachFrame((ms) => {
      const trace = run.advance(ticksIn(ms));
      if (trace.length === 0) return;
      const { tick } = run.picture();
      const news = newsOf(trace, run.leader);
      if (news !== null && news.key !== 'commit') heldUntilTick = tick + NEWS_TICKS;
      show(run, news?.key === 'commit' && tick < heldUntilTick ? [] : trace);
    });
  }, [run, isMoving, show]);

  const step = useCallback(async () => {
    const current = run ?? (await start());
    const before = current.leader;
    for (let count = 0; count < STEPS_OF_A_PRESS && !current.isOver; count += 1) {
      const trace = current.step();
      show(current, trace);
      if (newsOf(trace, before) !== null) return;
    }
  }, [run, start, show]);

  const crashLeader = useCallback(async () => {
    const current = await start();
    const trace = current.crashLeader();
    const news = newsOf(trace, null);
    if (news === null) return;
    awaitsLeader.current = true;
    setSaid(news);
    show(current, trace);
  }, [start, show]);

  const breaking = useRef<AbortController | null>(null);
  useEffect(() => () => breaking.current?.abort(), []);
  const breakRule = useCallback(async () => {
    const abort = new AbortController();
    breaking.current = abort;
    setSearch({ status: 'searching', schedules: 0 });
    try {
      const { findBrokenRun } = await import('./broken-run');
      const found = await findBrokenRun((schedules) => setSearch({ status: 'searching', schedules }), abort.signal);
      const played = found.play();
      setSearch({ status: 'found', run: found, isOver: false });
      setRun(played);
      show(played, []);
    } catch {
      setSearch({ status: 'failed' });
    }
  }, [show]);

  const startOver = useCallback(() => {
    live.current = null;
    awaitsLeader.current = false;
    setSearch({ status: 'none' });
    setShown({ picture: first, news: firstNews });
    void start().catch(() => undefined);
  }, [first, firstNews, start]);

  const motion: Motion = isStill ? 'still' : isMoving ? 'moving' : 'held';
  return {
    ...shown,
    said,
    search,
    motion,
    setWantsToRun,
    wantsToRun,
    step,
    crashLeader,
    breakRule,
    startOver,
  };
}

function ticksIn(ms: number): number {
  return Math.round((ms / 1_000) * TICKS_PER_REAL_SECOND);
}

/** Returns how to call it off. Safari has no idle callbacks. */
function whenIdle(task: () => void): () => void {
  if (typeof window.requestIdleCallback !== 'function') {
    const timer = setTimeout(task, 200);
    return () => clearTimeout(timer);
  }
  const id = window.requestIdleCallback(task, { timeout: 1_000 });
  return () => window.cancelIdleCallback(id);
}

/** Calls with the milliseconds since the frame before. Returns how to stop. */
function eachFrame(draw: (ms: number) => void): () => void {
  let last: number | null = null;
  let frame = requestAnimationFrame(function next(now) {
    if (last !== null) draw(Math.min(FRAME_MS_MAX, now - last));
    last = now;
    frame = requestAnimationFrame(next);
  });
  return () => cancelAnimationFrame(frame);
}
