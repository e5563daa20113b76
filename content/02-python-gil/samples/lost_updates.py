# needs: nothing
import sys
import threading

total = 0


def one() -> int:
    return 1


# shown
def plain(times: int) -> None:
    global total
    for _ in range(times):
        total += 1  # no check point between reading and writing | 읽기와 쓰기 사이에 체크 포인트가 없습니다


def with_call(times: int) -> None:
    global total
    for _ in range(times):
        total += one()  # read, call, write | 읽고, 부르고, 씁니다


def total_of_four(body) -> int:
    global total
    total = 0
    threads = [threading.Thread(target=body, args=(100_000,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total


sys.setswitchinterval(1e-6)  # ask as soon as possible | 되도록 빨리 요청하게 합니다
print(total_of_four(plain))  # 400000 on Python 3.11 | Python 3.11에서 400000
print(total_of_four(with_call))  # less, and another number each time | 더 작고, 실행할 때마다 다릅니다
# end
assert total_of_four(plain) == 400_000, "3.11 hands over at no point between the two"
# A busy machine may switch at no harmful moment for once, but not each time.
assert any(total_of_four(with_call) < 400_000 for _ in range(50)), "a call has a check point"
