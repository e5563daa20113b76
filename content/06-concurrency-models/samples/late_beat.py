# needs: gevent
import time

import gevent

seen: list[str] = []


# shown
def heartbeat() -> None:
    gevent.sleep(0.01)  # due after 10 ms | 10ms 뒤에 나가야 합니다
    seen.append("beat")


def reader(pause: float) -> None:
    for _ in range(12):
        time.sleep(0.006)  # work on a message | 메시지 하나를 처리합니다
        gevent.sleep(pause)
        seen.append("message")


def messages_before_the_beat(pause: float) -> int:
    seen.clear()
    gevent.joinall([gevent.spawn(heartbeat), gevent.spawn(reader, pause)])
    return seen.index("beat")


print(messages_before_the_beat(0))  # 12: after all of them | 12: 모두 끝난 다음입니다
print(messages_before_the_beat(0.0001))  # 1: a timer lets the loop look at the clock | 1: 타이머라서 루프가 시계를 봅니다
# end
assert messages_before_the_beat(0) == 12, seen
assert messages_before_the_beat(0.0001) < 4, seen
