# needs: gevent
import gevent

total = 0


def yields() -> None:
    gevent.sleep(0)


def does_not_yield() -> None:
    pass


# shown
def add(count: int, between) -> None:
    global total
    for _ in range(count):
        read = total
        between()  # may it switch to another greenlet? | 여기서 다른 그린렛으로 넘어갈 수 있을까요?
        total = read + 1


def total_of_two(between) -> int:
    global total
    total = 0
    gevent.joinall([gevent.spawn(add, 1000, between), gevent.spawn(add, 1000, between)])
    return total
# end


assert total_of_two(does_not_yield) == 2000
assert total_of_two(yields) == 1000, "both read, then both write: one of two updates is lost"
