# needs: nothing
import asyncio
import os

order = []
loop = asyncio.new_event_loop()
reading, writing = os.pipe()
os.write(writing, b"x")


# shown
def soon():
    order.append("soon")
    loop.call_soon(lambda: order.append("next turn"))  # scheduled by a callback | 콜백이 예약한 것


def readable():
    order.append("I/O")
    loop.remove_reader(reading)


loop.call_later(0, lambda: order.append("timer"))
loop.add_reader(reading, readable)
loop.call_soon(soon)
loop.call_later(0.05, loop.stop)
loop.run_forever()  # order: soon, I/O, timer, next turn | 순서: soon, I/O, timer, next turn
# end

assert order == ["soon", "I/O", "timer", "next turn"], order
loop.close()
