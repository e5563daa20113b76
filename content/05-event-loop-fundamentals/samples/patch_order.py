# needs: gevent
# shown
from time import sleep  # CPython's function, taken before the patch | 패치하기 전에 가져온 CPython의 함수

from gevent import monkey

monkey.patch_all()  # replaces names in modules | 모듈 안의 이름을 바꿉니다

import time  # time.sleep is gevent's now | time.sleep은 이제 gevent의 것입니다
# end

import asyncio

import gevent


def milliseconds(function, *words):
    began = time.perf_counter()
    gevent.joinall([gevent.spawn(function, *words) for _ in range(4)], raise_error=True)
    return 1_000 * (time.perf_counter() - began)


assert 50 <= milliseconds(time.sleep, 0.05) < 150
assert milliseconds(sleep, 0.05) >= 200


# Neither loop yields for the other: gevent.sleep in a coroutine holds the coroutine's loop, though not the other greenlets.
async def holds():
    gevent.sleep(0.2)


async def ticks():
    began = time.perf_counter()
    await asyncio.sleep(0.02)
    return time.perf_counter() - began


async def both():
    took, _ = await asyncio.gather(ticks(), holds())
    return took


def bystander():
    began = time.perf_counter()
    gevent.sleep(0.02)
    return time.perf_counter() - began


beside = gevent.spawn(bystander)
assert asyncio.run(both()) >= 0.2
assert beside.get() < 0.2
