# needs: gevent
from gevent import monkey

monkey.patch_all()

import asyncio
import select
import selectors
import threading

import gevent
import gevent.selectors

gevent.get_hub().exception_stream = None  # failed greenlets print nothing


async def answer():
    await asyncio.sleep(0.05)


# shown
def task():
    loop = asyncio.new_event_loop()
    waiting = answer()
    try:
        loop.run_until_complete(waiting)  # marks this OS thread while it runs | 도는 동안 이 OS 스레드에 표시를 남깁니다
    finally:
        waiting.close()
        loop.close()


def succeeded(count):
    greenlets = [gevent.spawn(task) for _ in range(count)]
    gevent.joinall(greenlets)
    return sum(greenlet.successful() for greenlet in greenlets)


one = succeeded(1)  # 1
in_turn = [succeeded(1) for _ in range(10)]  # 1, ten times | 열 번 모두 1
at_once = succeeded(100)  # 1
# end

assert one == 1
assert in_turn == [1] * 10
assert at_once == 1

# The error, and that threads of a patched process are greenlets of the same thread.
failures = []


def in_a_thread():
    try:
        task()
    except RuntimeError as error:
        failures.append(str(error))


threads = [threading.Thread(target=in_a_thread) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert failures == ["Cannot run the event loop while another loop is running"] * 2

# No epoll of its own: asyncio's loop waits in gevent's hub.
assert selectors.DefaultSelector is gevent.selectors.GeventSelector
assert not hasattr(select, "epoll")


# Three ways to nest, three messages.
async def nested():
    messages = []
    for enter in (
        lambda coroutine: asyncio.run(coroutine),
        lambda coroutine: asyncio.get_running_loop().run_until_complete(coroutine),
        lambda coroutine: asyncio.new_event_loop().run_until_complete(coroutine),
    ):
        waiting = answer()
        try:
            enter(waiting)
        except RuntimeError as error:
            messages.append(str(error))
        waiting.close()
    return messages


assert asyncio.run(nested()) == [
    "asyncio.run() cannot be called from a running event loop",
    "This event loop is already running",
    "Cannot run the event loop while another loop is running",
]
