# needs: nothing
import asyncio
from concurrent.futures import Future, ThreadPoolExecutor


async def call() -> str:
    await asyncio.sleep(0.2)
    return "done"


# shown
loop = asyncio.new_event_loop()  # one per worker | 워커마다 하나입니다


def shared() -> str:
    return loop.run_until_complete(call())


def own() -> str:
    return asyncio.run(call())  # one per call | 부를 때마다 하나입니다


with ThreadPoolExecutor(2) as pool:  # -P threads -c 2
    two_shared = [pool.submit(shared), pool.submit(shared)]
    two_own = [pool.submit(own), pool.submit(own)]
# end


def outcome(future: Future[str]) -> str:
    try:
        return future.result()
    except RuntimeError as error:
        return str(error)


assert sorted(map(outcome, two_shared)) == ["This event loop is already running", "done"]
assert [outcome(each) for each in two_own] == ["done", "done"]
