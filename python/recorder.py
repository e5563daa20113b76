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
import collections
import functools
import gc
import io
import itertools
import json
import linecache
import logging
import math
import os
import random
import sys
import traceback
import types

from virtual_time import Clock, Policy, Stopped

PROGRAM = "program.py"

ITERATIONS_MAX = 20_000
LINES_MAX = 50_000
OUTPUT_CHARACTERS_MAX = 1_000_000
RECORD_BYTES_MAX = 32_000_000
AWAITS_MAX = 50

# Of the ready queue, and of the timers, this many are written down.
READY_MAX = 1_000
TIMERS_MAX = 100
LABEL_CHARACTERS_MAX = 200

# So many events are sent one by one, so that of a program that hangs the last one before is known; later ones together.
SENT_SINGLY = 400
SENT_TOGETHER = 500

encode = json.JSONEncoder(separators=(",", ":")).encode


class Recorder:
    def __init__(self, descriptor=1):
        self.clock = Clock()
        self.descriptor = descriptor
        self.waiting = []
        # What was written since the last event: print() writes a line in several parts.
        self.unsent_output = []
        self.sent = 0
        self.bytes = 0
        self.written = 0
        self.iterations = 0
        self.lines = 0
        self.tasks = 0
        self.timers = "[]"
        self.ready = collections.deque()
        self.labels = {}
        self.functions = {}
        self.is_over = False
        # A traced call costs as much as five that are not, so nothing is traced but what the program does: not the loop, nor this.
        self.tracer = self.trace
        self.is_tracing = False

    def follow(self, is_tracing):
        """From here on the program's lines are seen, or not. Returns whether they were before."""
        before, self.is_tracing = self.is_tracing, is_tracing
        sys.settrace(self.tracer if is_tracing else None)
        return before

    # What is sent

    def event(self, *event):
        self.send(encode(event))

    def send(self, text):
        if self.is_over:
            raise Stopped
        if self.unsent_output:
            self.settle_output()
        self.waiting.append(text)
        if self.sent < SENT_SINGLY or len(self.waiting) >= SENT_TOGETHER:
            self.flush()

    def flush(self):
        if not self.waiting:
            return
        self.sent += len(self.waiting)
        data = ("\n".join(self.waiting) + "\n").encode()
        self.waiting = []
        self.bytes += len(data)
        while data:
            data = data[os.write(self.descriptor, data) :]
        if self.bytes > RECORD_BYTES_MAX and not self.is_over:
            self.stop("memory", "record")

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
        unsent, self.unsent_output = self.unsent_output, []
        text = "".join(text for _, text in unsent)
        if text:
            self.waiting.append(encode((unsent[0][0], text)))

    # Names, as JSON has them. What is known of a task is kept in the task, and looked up at each of its steps.

    def known(self, task):
        """The task's number, its name, and the labels of its step and its wakeup."""
        found = getattr(task, "_recorded", None)
        if found is not None and found[1] is task.get_name():
            return found
        name = task.get_name()
        is_new = found is None
        loop = task.get_loop()
        if is_new:
            self.tasks += 1
            is_main = getattr(loop, "has_no_task_yet", False)
            loop.has_no_task_yet = False
        else:
            is_main = found[4]
        shown = "main" if is_main else name[:LABEL_CHARACTERS_MAX]
        number = self.tasks if is_new else found[0]
        task._recorded = found = number, name, encode(f"step:{shown}"), encode(f"wakeup:{shown}"), is_main
        if is_new:
            running = asyncio.current_task(loop) if loop.is_running() else None
            creator = None if running is None else self.known(running)[0]
            self.event("task", number, shown, qualname(task.get_coro()), creator)
        return found

    def label(self, handle):
        callback = handle._callback
        task, at = task_of(callback)
        if task is not None:
            return self.known(task)[at]
        name = qualname(callback)
        label = self.labels.get(name)
        if label is None:
            label = self.labels[name] = encode(f"callback:{name}")
        return label

    # What happens

    def soon(self, handle):
        sys.settrace(None)
        self.send(f'["soon",{self.label(handle)}]')
        if self.is_tracing:
            sys.settrace(self.tracer)

    def timer(self, handle):
        sys.settrace(None)
        self.send(f'["timer",{number(handle._when)},{self.label(handle)}]')
        if self.is_tracing:
            sys.settrace(self.tracer)

    def iteration(self, time_now, ready, timers):
        if self.iterations >= ITERATIONS_MAX:
            self.stop("time", "iterations")
        shown = "[]"
        if timers:
            pairs = [f"[{number(each._when)},{self.label(each)}]" for each in timers[:TIMERS_MAX] if not each._cancelled]
            shown = f"[{','.join(pairs)}]"
        changed = "null" if shown == self.timers else shown
        self.timers = shown
        # Their labels are needed again when they run.
        self.ready.clear()
        self.ready.extend((each, self.label(each)) for each in ready if not each._cancelled)
        labels = ",".join([label for _, label in itertools.islice(self.ready, READY_MAX)])
        self.send(f'["iteration",{self.iterations},{time_now!r},[{labels}],{changed}]')
        self.iterations += 1

    def handle_begins(self, handle):
        """The task whose step this is, or None."""
        label = None
        while self.ready:
            each, label = self.ready.popleft()
            if each is handle:
                break
        else:
            label = self.label(handle)
        task, _ = task_of(handle._callback)
        self.send(f'["handle",{label},{"null" if task is None else self.known(task)[0]}]')
        self.is_tracing = True
        sys.settrace(self.tracer)
        return task

    def handle_ends(self, task):
        sys.settrace(None)
        self.is_tracing = False
        if self.is_over:
            return
        now = self.clock.now
        if task is None:
            self.send(f'["end",{now!r},null,[],null]')
        elif not task.done():
            waits_for = getattr(task, "_fut_waiter", None)
            other = self.known(waits_for)[0] if isinstance(waits_for, asyncio.Task) else "null"
            self.send(f'["end",{now!r},"pending",[{",".join(self.awaits(task.get_coro()))}],{other}]')
        else:
            self.send(f'["end",{now!r},"{outcome(task)}",[],null]')

    def awaits(self, awaitable):
        """The coroutines and generators that a suspended coroutine stands in, the outermost first."""
        found = []
        while awaitable is not None and len(found) < AWAITS_MAX:
            kind = type(awaitable)
            if kind is types.CoroutineType:
                frame, inner = awaitable.cr_frame, awaitable.cr_await
            elif kind is types.GeneratorType:
                frame, inner = awaitable.gi_frame, awaitable.gi_yieldfrom
            else:
                break
            if frame is None:
                break
            code = frame.f_code
            found.append(f"[{self.function(code)},{frame.f_lineno if code.co_filename == PROGRAM else 'null'}]")
            awaitable = inner
        return found

    def function(self, code):
        name = self.functions.get(code)
        if name is None:
            name = self.functions[code] = encode(code.co_qualname)
        return name

    def trace(self, frame, event, arg):
        # Only the program's own frames are followed line by line.
        return self.trace_line if frame.f_code.co_filename == PROGRAM else None

    def trace_line(self, frame, event, arg):
        if self.lines >= LINES_MAX:
            return None
        if event == "line":
            self.lines += 1
            self.send(f'["line",{frame.f_lineno},{self.function(frame.f_code)},{self.clock.now!r}]')
            if self.lines >= LINES_MAX:
                self.tracer = None
                sys.settrace(None)
                self.event("lines off")
        return self.trace_line


def number(when):
    """A time that a program gave, as JSON: it may be no float, and none that there is."""
    when = float(when)
    return repr(when) if abs(when) < math.inf else "1e999" if when > 0 else "-1e999" if when < 0 else "null"


def task_of(callback):
    """The task whose step (2) or wakeup (3) a callback is; None for any other."""
    kind = type(callback).__name__
    if kind == "TaskStepMethWrapper":
        return callback.__self__, 2
    # Of a task written in C, a built-in function; of one written in Python, both are methods.
    if kind in ("builtin_function_or_method", "method") and isinstance(callback.__self__, asyncio.Future):
        name = callback.__name__
        if name in ("task_wakeup", "__wakeup"):
            return callback.__self__, 3
        if name == "__step":
            return callback.__self__, 2
    return None, 0


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
        recorder.follow(True)
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
