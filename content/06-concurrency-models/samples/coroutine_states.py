# needs: nothing
import asyncio
from inspect import getcoroutinestate

seen: list[str] = []


async def call() -> str:
    await asyncio.sleep(0)
    return "answer"


def note(coroutine) -> None:
    seen.append(getcoroutinestate(coroutine).removeprefix("CORO_"))


async def main() -> None:
    # shown
    coroutine = call()
    note(coroutine)  # CREATED: nothing of it has run | CREATED: 아직 한 줄도 실행되지 않았습니다
    task = asyncio.create_task(coroutine)
    note(coroutine)  # CREATED: the task only waits for its turn | CREATED: 태스크는 차례를 기다릴 뿐입니다
    await asyncio.sleep(0)
    note(coroutine)  # SUSPENDED: it stands at its await | SUSPENDED: await에서 멈춰 있습니다
    await task
    note(coroutine)  # CLOSED: it has returned | CLOSED: 값을 돌려주고 끝났습니다
    # end
    assert task.result() == "answer"


asyncio.run(main())
assert seen == ["CREATED", "CREATED", "SUSPENDED", "CLOSED"], seen
