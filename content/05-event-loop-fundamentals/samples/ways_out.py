# needs: gevent
from gevent import monkey

monkey.patch_all()

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import gevent

gevent.get_hub().exception_stream = None


async def answer():
    await asyncio.sleep(0.1)
    return "answer"


def blocking_client():
    time.sleep(0.1)
    return "answer"


# shown
def synchronous():  # waits in gevent's hub | gevent의 허브에서 기다립니다
    return blocking_client()


def in_a_native_thread():  # a thread of its own, and so a mark of its own | 스레드가 따로 있으니 표시도 따로 있습니다
    return gevent.get_hub().threadpool.apply(asyncio.run, (answer(),))
# end


def run(function, count):
    began = time.perf_counter()
    greenlets = [gevent.spawn(function) for _ in range(count)]
    gevent.joinall(greenlets, raise_error=True)
    assert [each.value for each in greenlets] == ["answer"] * count
    return time.perf_counter() - began


assert run(synchronous, 25) < 0.2
assert gevent.get_hub().threadpool.maxsize == 10
assert run(in_a_native_thread, 25) >= 0.3, "three rounds of ten threads"

# The pool of a patched concurrent.futures has greenlets instead of threads.
failures = []


def in_an_executor(_):
    waiting = answer()
    try:
        asyncio.run(waiting)
    except RuntimeError as error:
        failures.append(str(error))
        waiting.close()


with ThreadPoolExecutor(3) as executor:
    list(executor.map(in_an_executor, range(3)))
assert failures == ["asyncio.run() cannot be called from a running event loop"] * 2
