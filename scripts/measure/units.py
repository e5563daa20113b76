"""The units of Python's concurrency, and what one of them costs: each function gives one value, in microseconds or in bytes.

createUs: one is created, runs nothing and has finished. switchUs: away from one and back again.
bytes: memory that only this unit uses, while it waits (private pages, from /proc/self/smaps_rollup). reservedBytes: address space.
"""
import asyncio
import gc
import os
import subprocess
import sys
import threading
import time

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
BATCHES = 9


def memory(process="self"):
    """Private bytes of a process: pages that no other process maps."""
    with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as lines:
        return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) * 1024


def address_space():
    with open("/proc/self/statm", encoding="ascii") as line:
        return int(line.read().split()[0]) * PAGE_BYTES


def microseconds_each(count, action):
    """Microseconds that one call takes in the quickest of some short batches: whatever else runs on the machine only adds to it."""
    quickest = min(seconds_of(count, action) for _ in range(BATCHES))
    return quickest / count * 1e6


def seconds_of(count, action):
    start = time.perf_counter()
    for _ in range(count):
        action()
    return time.perf_counter() - start


def bytes_each(count, make):
    """Private bytes that each of `count` things needs while all of them are kept."""
    gc.collect()
    before = memory()
    kept = [make() for _ in range(count)]
    return (memory() - before) / len(kept)


class Pause:
    """Awaited, it hands control to whatever drives the coroutine."""

    def __await__(self):
        yield


async def nothing():
    pass


async def waits():
    while True:
        await Pause()


def create_coroutine():
    def once():
        try:
            nothing().send(None)
        except StopIteration:
            pass

    return microseconds_each(8_000, once)


def suspended_coroutine():
    coroutine = waits()
    coroutine.send(None)
    return coroutine


def switch_coroutine():
    coroutine = suspended_coroutine()
    return microseconds_each(8_000, lambda: coroutine.send(None))


def create_greenlet():
    from greenlet import greenlet

    return microseconds_each(200, lambda: greenlet(lambda: None).switch())


def suspended_greenlet():
    from greenlet import getcurrent, greenlet

    def body():
        while True:
            getcurrent().parent.switch()

    started = greenlet(body)
    started.switch()
    return started


def switch_greenlet():
    return microseconds_each(4_000, suspended_greenlet().switch)


def create_gevent():
    import gevent

    return microseconds_each(150, lambda: gevent.spawn(lambda: None).join())


def bytes_of_gevent():
    import gevent
    from gevent.event import Event

    event = Event()
    gevent.sleep(0)

    def waiting():
        started = gevent.spawn(event.wait)
        gevent.sleep(0)
        return started

    return bytes_each(3_000, waiting)


def switch_gevent():
    """Two greenlets hand over to each other through the hub; what one turn of both takes."""
    import gevent

    def turns():
        while True:
            gevent.sleep(0)

    other = gevent.spawn(turns)
    each = microseconds_each(600, lambda: gevent.sleep(0))
    other.kill()
    return each


def create_task():
    async def once():
        await asyncio.create_task(nothing())

    return asyncio.run(quickest_await(400, once))


async def quickest_await(count, once):
    """As microseconds_each, of what is awaited."""

    async def seconds():
        start = time.perf_counter()
        for _ in range(count):
            await once()
        return time.perf_counter() - start

    return min([await seconds() for _ in range(BATCHES)]) / count * 1e6


def bytes_of_task():
    async def wait_for(event):
        await event.wait()

    async def main(count=5_000):
        event = asyncio.Event()
        gc.collect()
        before = memory()
        tasks = [asyncio.create_task(wait_for(event)) for _ in range(count)]
        await asyncio.sleep(0)
        each = (memory() - before) / count
        event.set()
        await asyncio.gather(*tasks)
        return each

    return asyncio.run(main())


def switch_task():
    """Two tasks hand over to each other; what one turn of both takes."""

    async def turns():
        while True:
            await asyncio.sleep(0)

    async def main():
        other = asyncio.create_task(turns())
        each = await quickest_await(600, lambda: asyncio.sleep(0))
        other.cancel()
        return each

    return asyncio.run(main())


def create_thread():
    def once():
        thread = threading.Thread(target=lambda: None)
        thread.start()
        thread.join()

    return microseconds_each(30, once)


def waiting_threads(count, action):
    """What `action()` gives before and after `count` threads were started that wait."""
    release = threading.Event()

    def started_thread():
        thread = threading.Thread(target=release.wait)
        thread.start()
        return thread

    first = [started_thread() for _ in range(50)]
    time.sleep(0.02)
    before = action()
    rest = [started_thread() for _ in range(count)]
    time.sleep(0.02)
    after = action()
    release.set()
    for thread in first + rest:
        thread.join()
    return (after - before) / count


def switch_thread():
    """Two threads wake each other in turn: there and back."""
    here, there = threading.Lock(), threading.Lock()
    here.acquire()
    there.acquire()
    count = 150

    def partner():
        for _ in range(count * BATCHES):
            there.acquire()
            here.release()

    def once():
        there.release()
        here.acquire()

    thread = threading.Thread(target=partner)
    thread.start()
    each = microseconds_each(count, once)
    thread.join()
    return each


def create_fork():
    def once():
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)

    return microseconds_each(2, once)


def bytes_of_fork(prepare=lambda: None):
    """Private bytes of a child that did `prepare()` and waits."""
    ready, told = os.pipe()
    held, release = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(release)
        prepare()
        os.write(told, b".")
        os.read(held, 1)
        os._exit(0)
    os.read(ready, 1)
    size = memory(child)
    os.close(release)
    os.close(held)
    os.waitpid(child, 0)
    return size


def switch_fork():
    """One byte to another process and one back."""
    (read_there, write_there), (read_back, write_back) = os.pipe(), os.pipe()
    count = 150
    child = os.fork()
    if child == 0:
        for _ in range(count * BATCHES):
            os.read(read_there, 1)
            os.write(write_back, b".")
        os._exit(0)

    def once():
        os.write(write_there, b".")
        os.read(read_back, 1)

    each = microseconds_each(count, once)
    os.waitpid(child, 0)
    return each


def create_interpreter():
    return microseconds_each(1, lambda: subprocess.run([sys.executable, "-c", ""], check=True))


def bytes_of_interpreter():
    program = [sys.executable, "-c", "print(flush=True); input()"]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        child.stdout.readline()
        size = memory(child.pid)
        child.communicate(b"\n")
    return size


MEASURES = {
    "createUs": {
        "coroutine": create_coroutine,
        "greenlet": create_greenlet,
        "gevent": create_gevent,
        "task": create_task,
        "thread": create_thread,
        "fork": create_fork,
        "interpreter": create_interpreter,
    },
    "switchUs": {
        "coroutine": switch_coroutine,
        "greenlet": switch_greenlet,
        "gevent": switch_gevent,
        "task": switch_task,
        "thread": switch_thread,
        "fork": switch_fork,
    },
    "bytes": {
        "coroutine": lambda: bytes_each(20_000, suspended_coroutine),
        "greenlet": lambda: bytes_each(3_000, suspended_greenlet),
        "gevent": bytes_of_gevent,
        "task": bytes_of_task,
        "thread": lambda: waiting_threads(150, memory),
        "fork": bytes_of_fork,
        "forkThatCollected": lambda: bytes_of_fork(gc.collect),
        "interpreter": bytes_of_interpreter,
    },
    "reservedBytes": {"thread": lambda: waiting_threads(150, address_space)},
}
