"""Runs programs on this machine's gevent: one JSON line {"program": text} in, one {"stdout": text} out. Each in a process of its own."""

import json
import os
import signal
import sys
import tempfile
import time

import gevent
import gevent.event
import gevent.lock
import gevent.monkey
import gevent.pool
import gevent.queue
import greenlet

SECONDS_MAX = 60

# Every wait is so much longer than the program says: what a busy machine adds must stay small beside it.
SCALE = 12


class SlowLoop(gevent.config.loop):
    def timer(self, after, *args, **kwargs):
        return super().timer(after * SCALE, *args, **kwargs)


gevent.config.loop = SlowLoop
sleep = time.sleep
time.sleep = lambda seconds: sleep(seconds * SCALE)


def run(program):
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            sys.stdout = open(1, "w", encoding="utf-8", closefd=False)
            # The hub is slow when it is new.
            gevent.sleep(0)
            try:
                exec(compile(program, "program.py", "exec"), {"__name__": "__main__"})
            except BaseException:
                pass
            sys.stdout.flush()
            os._exit(0)
        end = time.monotonic() + SECONDS_MAX
        while True:
            done, _ = os.waitpid(child, os.WNOHANG)
            if done:
                break
            if time.monotonic() > end:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return {"timeout": True}
            sleep(0.01)
        out.seek(0)
        return {"stdout": out.read()}


print(json.dumps({"python": sys.version.split()[0], "gevent": gevent.__version__, "greenlet": greenlet.__version__}), flush=True)
for line in sys.stdin:
    print(json.dumps(run(json.loads(line)["program"])), flush=True)
