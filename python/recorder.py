"""Runs one asyncio program on virtual time and writes down, as lines of JSON, what its event loop did.

The loop is CPython's own BaseEventLoop. Only its selector is another: instead of waiting for the system it moves a clock to the
earliest timer, so an hour of sleep takes no time and two runs of a program are the same. Each line on the standard output is one
event, a list whose first element is its kind:

    ["task", ID, NAME, COROUTINE, CREATOR | null]    a task is seen for the first time
    ["iteration", NUMBER, TIME, READY, TIMERS | null]    after the clock was moved and due timers were made ready; null: as before
    ["handle", LABEL, TASK | null]    a callback begins: a task's step, or another
    ["soon", LABEL]    a callback was put into the ready queue, for the next iteration
    ["timer", WHEN, LABEL]    a timer was set
    ["line", NUMBER, FUNCTION, TIME]    a line of the program is about to run
    ["out", TEXT], ["err", TEXT]    the program wrote
    ["end", TIME, STATUS | null, AWAITS, TASK | null]    the callback ended; of a task's step: pending, done, failed or cancelled, the
        coroutines that it stands in, from the outermost, as [FUNCTION, LINE | null], and the task that it waits for
    ["lines off"]    from here on lines are no longer recorded: there were too many
    ["result"], ["raised", TEXT, LINE | null], ["stopped", "time" | "output" | "memory", WHY]    the last one

Labels are step:TASK, wakeup:TASK and callback:QUALNAME; a loop's first task is called main. READY and TIMERS leave out what was
cancelled; TIMERS are [WHEN, LABEL] in the order of the heap's array. Times are seconds since the start.
"""

import asyncio
import functools
import gc
import heapq
import io
import json
import linecache
import logging
import os
import random
import sys
import time
import traceback
import types
import weakref

PROGRAM = "program.py"

ITERATIONS_MAX = 20_000
LINES_MAX = 50_000
OUTPUT_CHARACTERS_MAX = 1_000_000
RECORD_CHARACTERS_MAX = 32_000_000

# Of the ready queue, and of the timers, this many are written down.
READY_MAX = 1_000
TIMERS_MAX = 100
LABEL_CHARACTERS_MAX = 200

# So many events are sent one by one, so that of a program that hangs the last one before is known; later ones by the hundred.
SENT_SINGLY = 400
SENT_TOGETHER = 100

# 2026-01-01T00:00:00Z: what time.time() says when a program starts.
EPOCH_SECONDS = 1_767_225_600

encode = json.JSONEncoder(separators=(",", ":")).encode


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


class Recorder:
    def __init__(self, descriptor=1):
        self.clock = Clock()
        self.descriptor = descriptor
        self.waiting = []
        # What was written since the last event: print() writes a line in several parts.
        self.unsent_output = []
        self.sent = 0
        self.characters = 0
        self.written = 0
        self.iterations = 0
        self.lines = 0
        self.task_ids = weakref.WeakKeyDictionary()
        self.main_tasks = weakref.WeakSet()
        self.tasks = 0
        self.timers = None
        self.functions = {}
        self.is_over = False

    # What is sent

    def event(self, *event):
        self.send(encode(event))

    def send(self, text):
        if self.is_over:
            raise Stopped
        self.settle_output()
        self.waiting.append(text)
        self.characters += len(text)
        if self.sent < SENT_SINGLY or len(self.waiting) >= SENT_TOGETHER:
            self.flush()
        if self.characters > RECORD_CHARACTERS_MAX:
            self.stop("memory", "record")

    def flush(self):
        if not self.waiting:
            return
        self.sent += len(self.waiting)
        data = ("\n".join(self.waiting) + "\n").encode()
        self.waiting = []
        while data:
            data = data[os.write(self.descriptor, data) :]

    def finish(self, *event):
        """The last event; what the program still does is not recorded."""
        if self.is_over:
            return
        sys.settrace(None)
        self.settle_output()
        self.waiting.append(encode(event))
        self.is_over = True
        self.flush()

    def stop(self, limit, why):
        self.finish("stopped", limit, why)
        raise Stopped

    def output(self, kind, text):
        if self.is_over:
            raise Stopped
        self.written += len(text)
        if self.written > OUTPUT_CHARACTERS_MAX:
            self.stop("output", "output")
        if self.unsent_output and self.unsent_output[0][0] != kind:
            self.settle_output()
        self.unsent_output.append((kind, text))

    def settle_output(self):
        if not self.unsent_output:
            return
        kind = self.unsent_output[0][0]
        text = "".join(text for _, text in self.unsent_output)
        self.unsent_output = []
        if text:
            self.waiting.append(encode((kind, text)))
            self.characters += len(text)

    # Names

    def task_id(self, task):
        known = self.task_ids.get(task)
        if known is not None:
            return known
        self.tasks += 1
        number = self.task_ids[task] = self.tasks
        loop = task.get_loop()
        if getattr(loop, "has_no_task_yet", False):
            loop.has_no_task_yet = False
            self.main_tasks.add(task)
        running = asyncio.current_task(loop) if loop.is_running() else None
        creator = None if running is None else self.task_id(running)
        self.event("task", number, self.task_name(task), qualname(task.get_coro()), creator)
        return number

    def task_name(self, task):
        return "main" if task in self.main_tasks else task.get_name()[:LABEL_CHARACTERS_MAX]

    def task_of(self, callback):
        """The task whose step or wakeup this is, and which of them; None for any other callback."""
        task = getattr(callback, "__self__", None)
        if not isinstance(task, asyncio.Task):
            return None
        # The step of a task written in C is an object of a class of its own, its wakeup a built-in function.
        name = getattr(callback, "__name__", type(callback).__name__).lower()
        if "wakeup" in name:
            return task, "wakeup"
        return (task, "step") if "step" in name else None

    def label(self, handle):
        callback = handle._callback
        found = self.task_of(callback)
        if found is not None:
            task, kind = found
            self.task_id(task)
            return f"{kind}:{self.task_name(task)}"
        return f"callback:{qualname(callback)}"

    # What happens

    def iteration(self, time_now, ready, timers):
        if self.iterations >= ITERATIONS_MAX:
            self.stop("time", "iterations")
        shown = [[handle._when, self.label(handle)] for handle in timers[:TIMERS_MAX] if not handle._cancelled]
        changed = None if shown == self.timers else shown
        self.timers = shown
        names = [self.label(handle) for handle in ready[:READY_MAX] if not handle._cancelled]
        self.event("iteration", self.iterations, time_now, names, changed)
        self.iterations += 1

    def handle_begins(self, handle):
        found = self.task_of(handle._callback)
        self.event("handle", self.label(handle), None if found is None else self.task_id(found[0]))
        return None if found is None else found[0]

    def handle_ends(self, task):
        if self.is_over:
            return
        if task is None:
            self.event("end", self.clock.now, None, [], None)
        elif not task.done():
            waits_for = getattr(task, "_fut_waiter", None)
            other = self.task_id(waits_for) if isinstance(waits_for, asyncio.Task) else None
            self.event("end", self.clock.now, "pending", awaits(task.get_coro()), other)
        else:
            self.event("end", self.clock.now, outcome(task), [], None)

    def line(self, frame):
        code = frame.f_code
        name = self.functions.get(code)
        if name is None:
            name = self.functions[code] = encode(code.co_qualname)
        self.lines += 1
        self.send(f'["line",{frame.f_lineno},{name},{self.clock.now!r}]')
        if self.lines >= LINES_MAX:
            sys.settrace(None)
            self.event("lines off")

    def trace(self, frame, event, arg):
        # Only the program's own frames are followed line by line.
        return self.trace_line if frame.f_code.co_filename == PROGRAM else None

    def trace_line(self, frame, event, arg):
        if self.lines >= LINES_MAX:
            return None
        if event == "line":
            self.line(frame)
        return self.trace_line


def qualname(callback):
    while isinstance(callback, functools.partial):
        callback = callback.func
    name = getattr(callback, "__qualname__", None) or type(callback).__qualname__
    return str(name)[:LABEL_CHARACTERS_MAX]


def outcome(task):
    if task.cancelled():
        return "cancelled"
    # Not task.exception(): the loop would take it for retrieved, and not complain of an exception that nobody asked for.
    return "failed" if task._exception is not None else "done"


def awaits(awaitable):
    """The coroutines and generators that a suspended coroutine stands in, the outermost first."""
    found = []
    while awaitable is not None and len(found) < 50:
        frame = next((getattr(awaitable, name) for name in ("cr_frame", "gi_frame", "ag_frame") if hasattr(awaitable, name)), None)
        if frame is None:
            break
        is_program = frame.f_code.co_filename == PROGRAM
        found.append([qualname(awaitable), frame.f_lineno if is_program else None])
        awaitable = next(
            (getattr(awaitable, name) for name in ("cr_await", "gi_yieldfrom", "ag_await") if hasattr(awaitable, name)), None
        )
    return found


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

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass

    def create_task(self, coro, *, name=None, context=None):
        task = super().create_task(coro, name=name, context=context)
        self.recorder.task_id(task)
        return task

    def _call_soon(self, callback, args, context):
        handle = super()._call_soon(callback, args, context)
        self.recorder.event("soon", self.recorder.label(handle))
        return handle

    def call_at(self, when, callback, *args, context=None):
        handle = super().call_at(when, callback, *args, context=context)
        self.recorder.event("timer", when, self.recorder.label(handle))
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


class Policy(asyncio.events.BaseDefaultEventLoopPolicy):
    def __init__(self, recorder):
        super().__init__()
        self._loop_factory = lambda: VirtualLoop(recorder)


class Output(io.TextIOBase):
    """Where a program writes."""

    encoding = "utf-8"

    def __init__(self, recorder, kind):
        self.recorder = recorder
        self.kind = kind

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.recorder.output(self.kind, text)
        return len(text)


def watch_handles(recorder):
    """Tells the recorder when a callback begins and ends, whichever loop of asyncio runs it."""
    original = asyncio.events.Handle._run

    def _run(self):
        task = recorder.handle_begins(self)
        original(self)
        recorder.handle_ends(task)

    asyncio.events.Handle._run = _run


def program_line(error):
    """The line of the program that an error is about: where it was raised, or what is no Python."""
    if isinstance(error, SyntaxError) and error.filename == PROGRAM:
        return error.lineno
    lines = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == PROGRAM]
    return lines[-1] if lines else None


def run(source, seed=0):
    """Runs a program to its end, or to a limit. Nothing of it is left running; what it imported stays imported."""
    recorder = Recorder()
    recorder.clock.take_over()
    sys.setrecursionlimit(1_000)
    random.seed(seed)
    # Collected when the program says so, and by counting references: the rest would depend on what else this process did.
    gc.disable()
    watch_handles(recorder)
    asyncio.set_event_loop_policy(Policy(recorder))
    asyncio._set_running_loop(None)
    sys.stdin = io.StringIO()
    sys.stdout = sys.__stdout__ = Output(recorder, "out")
    sys.stderr = sys.__stderr__ = Output(recorder, "err")
    # As asyncio's own log has it where nobody set one up.
    logging.lastResort = logging.StreamHandler(sys.stderr)
    logging.lastResort.setLevel(logging.WARNING)
    module = sys.modules["__main__"] = types.ModuleType("__main__")
    linecache.cache[PROGRAM] = (len(source), None, source.splitlines(True), PROGRAM)
    try:
        code = compile(source, PROGRAM, "exec", dont_inherit=True)
        sys.settrace(recorder.trace)
        exec(code, module.__dict__)
        recorder.finish("result")
    except Stopped:
        pass
    except MemoryError:
        recorder.finish("stopped", "memory", "memory")
    except BaseException as error:
        sys.settrace(None)
        line = program_line(error)
        said = "".join(traceback.format_exception_only(error)).strip()
        if isinstance(error, SyntaxError):
            said = f"{type(error).__name__}: {error.msg}"
        try:
            if not isinstance(error, SystemExit):
                # Without this function's own frame.
                error = error.with_traceback(error.__traceback__ and error.__traceback__.tb_next)
                traceback.print_exception(error)
            recorder.finish("raised", said[:2_000], line)
        except Stopped:
            pass
    finally:
        sys.settrace(None)
