"""CPython's own event loop on virtual time: what would wait for the system moves a clock instead."""

import asyncio
import heapq
import time

# 2026-01-01T00:00:00Z: what time.time() says when a program starts.
EPOCH_SECONDS = 1_767_225_600


class Stopped(BaseException):
    """The program is at a limit. Who reads the events ends it, if it goes on in spite of this."""


class Clock:
    """Virtual time in seconds since the start, for the loop and for all of the module time."""

    def __init__(self):
        self.now = 0.0

    def sleep(self, seconds):
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        self.now += seconds

    def take_over(self):
        """Puts this clock in the place of the system's."""
        time.sleep = self.sleep
        time.time = lambda: EPOCH_SECONDS + self.now
        for name in ("monotonic", "perf_counter", "process_time", "thread_time"):
            setattr(time, name, lambda: self.now)
            setattr(time, name + "_ns", lambda: round(self.now * 1e9))
        time.time_ns = lambda: round((EPOCH_SECONDS + self.now) * 1e9)


class VirtualSelector:
    """Stands where a selector stands: nothing ever becomes readable, and waiting moves the clock."""

    def __init__(self, loop):
        self.loop = loop

    def select(self, timeout):
        loop = self.loop
        recorder = loop.recorder
        clock = recorder.clock
        if timeout is None:
            # A real loop would wait here for ever.
            recorder.stop("time", "nothing left to wait for")
        # To the timer itself, which a sum of floating-point numbers may miss.
        if timeout > 0:
            clock.now = min(loop._scheduled[0]._when, clock.now + asyncio.base_events.MAXIMUM_SELECT_TIMEOUT)
        recorder.iteration(clock.now, *self.queues_after(clock.now + loop._clock_resolution))
        return ()

    def queues_after(self, end_time):
        """The ready queue and the heap as they will be once this iteration has made its due timers ready."""
        loop = self.loop
        ready = list(loop._ready)
        timers = loop._scheduled
        if timers and timers[0]._when < end_time:
            timers = list(timers)
            while timers and timers[0]._when < end_time:
                ready.append(heapq.heappop(timers))
        return ready, timers

    def close(self):
        pass


class VirtualLoop(asyncio.BaseEventLoop):
    """CPython's own event loop on virtual time."""

    def __init__(self, recorder):
        super().__init__()
        self.recorder = recorder
        self.has_no_task_yet = True
        self._clock_resolution = 1e-9
        self._selector = VirtualSelector(self)

    def time(self):
        return self.recorder.clock.now

    def run_forever(self):
        before = self.recorder.follow(False)
        try:
            super().run_forever()
        finally:
            self.recorder.follow(before)

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass

    def _call_soon(self, callback, args, context):
        handle = super()._call_soon(callback, args, context)
        self.recorder.soon(handle)
        return handle

    def call_at(self, when, callback, *args, context=None):
        handle = super().call_at(when, callback, *args, context=context)
        self.recorder.timer(handle)
        return handle

    def run_in_executor(self, executor, func, *args):
        """A model of a thread: the function runs at once, on a clock of its own, and its result comes when that clock says."""
        self._check_closed()
        clock = self.recorder.clock
        started = clock.now
        future = self.create_future()
        asyncio._set_running_loop(None)
        try:
            deliver, value = future.set_result, func(*args)
        except (SystemExit, KeyboardInterrupt, Stopped):
            raise
        except BaseException as error:
            deliver, value = future.set_exception, error
        finally:
            asyncio._set_running_loop(self)
            ended, clock.now = clock.now, started

        def thread_ended():
            if not future.done():
                deliver(value)

        if ended > started:
            self.call_at(ended, thread_ended)
        else:
            self.call_soon(thread_ended)
        return future


# A callback that is one of these has the name that it has in any other loop.
for name in ("call_at", "run_forever", "run_in_executor", "time"):
    getattr(VirtualLoop, name).__qualname__ = f"BaseEventLoop.{name}"


class Policy(asyncio.events.BaseDefaultEventLoopPolicy):
    def __init__(self, recorder):
        super().__init__()
        self._loop_factory = lambda: VirtualLoop(recorder)
