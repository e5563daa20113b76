# needs: anyio
import asyncio
import os
import threading
import time

import anyio
import anyio.to_thread

running = 0
most = 0
lock = threading.Lock()


def body() -> None:
    global running, most
    with lock:
        running += 1
        most = max(most, running)
    time.sleep(0.05)
    with lock:
        running -= 1


async def limited() -> int:
    global most
    most = 0
    # shown
    # what a def endpoint becomes | def 엔드포인트는 이렇게 실행됩니다
    async with anyio.create_task_group() as group:
        for _ in range(45):
            group.start_soon(anyio.to_thread.run_sync, body)
    print(most)  # 40 ran at once | 함께 실행된 것은 40개입니다

    # another pool, with another limit | 다른 풀이고 한도도 다릅니다
    loop = asyncio.get_running_loop()
    calls = [loop.run_in_executor(None, body) for _ in range(45)]
    # end
    by_tokens, most = most, 0
    await asyncio.gather(*calls)
    return by_tokens


tokens = anyio.run(limited)
assert tokens == 40, tokens
assert most == min(32, (os.cpu_count() or 1) + 4), most
