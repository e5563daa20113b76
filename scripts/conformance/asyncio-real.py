"""Runs asyncio programs on this machine's Python, on a clock that jumps to the next timer, and says what each iteration did.

For comparing with the interpreter in the page and its recorder, so it shares nothing with them: the loop is the selector loop of the
system with its waiting replaced, what runs is seen where it leaves the ready queue, and nothing is traced. One JSON line per program in
({"source"}), one out ({"lines"}: an iteration each, then the end).
"""

import asyncio
import collections
import gc
import io
import json
import os
import random
import sys
import time
import traceback
import types

ITERATIONS_MAX = 20_000
SECONDS_MAX = 20


class Stop(BaseException):
    pass


class Watch:
    def __init__(self):
        self.now = 0.0
        self.lines = []
        self.mains = set()
        self.is_new_iteration = False
        self.is_over = False

    def sleep(self, seconds):
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        self.now += seconds

    def label(self, handle):
        callback = handle._callback
        owner = getattr(callback, "__self__", None)
        if isinstance(owner, asyncio.Task):
            kinds = {"TaskStepMethWrapper": "step", "task_wakeup": "wakeup"}
            kind = kinds.get(getattr(callback, "__name__", None) or type(callback).__name__)
            if kind:
                return f"{kind}:{'main' if id(owner) in self.mains else owner.get_name()}"
        while hasattr(callback, "func") and hasattr(callback, "args"):
            callback = callback.func
        return "callback:" + (getattr(callback, "__qualname__", None) or type(callback).__qualname__)


class ReadyQueue(collections.deque):
    """Sees which callbacks leave the queue to be run."""

    def __init__(self, watch, loop):
        super().__init__()
        self.watch = watch
        self.loop = loop

    def popleft(self):
        watch = self.watch
        if watch.is_new_iteration:
            watch.is_new_iteration = False
            line = watch.lines[-1]
            line["ready"] = [watch.label(handle) for handle in self if not handle._cancelled]
            line["timers"] = [
                {"when": handle._when, "label": watch.label(handle)} for handle in self.loop._scheduled if not handle._cancelled
            ]
        handle = super().popleft()
        if not handle._cancelled:
            watch.lines[-1]["ran"].append(watch.label(handle))
        return handle


class Waiting:
    """A selector whose waiting takes no time."""

    def __init__(self, watch, loop, real):
        self.watch = watch
        self.loop = loop
        self.real = real

    def select(self, timeout):
        watch = self.watch
        if watch.is_over or timeout is None or len(watch.lines) >= ITERATIONS_MAX:
            # What asyncio.run() still does to end its tasks is no part of the run.
            watch.is_over = True
            raise Stop
        if timeout > 0:
            watch.now = min(self.loop._scheduled[0]._when, watch.now + 24 * 3600)
        end = watch.now + self.loop._clock_resolution
        # An iteration without a callback takes nothing from the queue, so nothing of it would be seen.
        timers = [{"when": handle._when, "label": watch.label(handle)} for handle in self.loop._scheduled if handle._when >= end and not handle._cancelled]
        watch.is_new_iteration = True
        watch.lines.append({"iteration": len(watch.lines), "time": watch.now, "ran": [], "ready": [], "timers": timers, "stdout": ""})
        return []

    def __getattr__(self, name):
        return getattr(self.real, name)


class Policy(asyncio.DefaultEventLoopPolicy):
    watch = None

    def new_event_loop(self):
        loop = super().new_event_loop()
        watch = self.watch
        loop._clock_resolution = 1e-9
        loop._selector = Waiting(watch, loop, loop._selector)
        loop._ready = ReadyQueue(watch, loop)
        is_first = True

        def first_task(loop, coro, context=None):
            nonlocal is_first
            task = asyncio.Task(coro, loop=loop) if context is None else asyncio.Task(coro, loop=loop, context=context)
            if is_first:
                is_first = False
                # Kept, so that no later task gets its address.
                watch.kept = task
                watch.mains.add(id(task))
            return task

        loop.set_task_factory(first_task)
        return loop


class Output(io.TextIOBase):
    def __init__(self, watch):
        self.watch = watch
        self.before = ""

    def write(self, text):
        if self.watch.is_over:
            raise Stop
        if self.watch.lines:
            self.watch.lines[-1]["stdout"] += text
        else:
            self.before += text
        return len(text)


def run(source):
    watch = Policy.watch = Watch()
    time.sleep = watch.sleep
    time.monotonic = time.perf_counter = lambda: watch.now
    time.time = lambda: 1_767_225_600 + watch.now
    random.seed(0)
    gc.disable()
    asyncio.set_event_loop_policy(Policy())
    output = sys.stdout = Output(watch)
    sys.stderr = io.StringIO()
    module = sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        exec(compile(source, "program.py", "exec", dont_inherit=True), module.__dict__)
        end = {"result": None}
    except BaseException as error:
        end = {"raised": "".join(traceback.format_exception_only(error)).strip()}
    if watch.is_over:
        end = {"stopped": "time"}
    if watch.lines:
        watch.lines[0]["stdout"] = output.before + watch.lines[0]["stdout"]
    elif output.before:
        end["stdout"] = output.before.splitlines()
    for line in watch.lines:
        line["stdout"] = line["stdout"].split("\n")
        if line["stdout"][-1] == "":
            line["stdout"].pop()
    return [*watch.lines, end]


def in_a_process(source):
    """Each program in a process of its own, as each has an interpreter of its own in the page."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        import signal

        signal.alarm(SECONDS_MAX)
        os.close(reading)
        with os.fdopen(writing, "w") as pipe:
            pipe.write(json.dumps({"lines": run(source)}))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return answer or json.dumps({"lines": [{"stopped": "time"}]})


print(json.dumps({"python": sys.version.split()[0]}), flush=True)
for asked in sys.stdin:
    print(in_a_process(json.loads(asked)["source"]), flush=True)
