# needs: nothing
import select
import socket

ours, client = socket.socketpair()
ours.setblocking(False)


# shown
def drain(connection):  # all that is there; None after the end | 있는 것 전부. 끝난 뒤에는 None
    received = b""
    while True:
        try:
            part = connection.recv(4096)
        except BlockingIOError:  # EAGAIN: nothing more, wait for the next edge | EAGAIN: 더 없으니 다음 엣지를 기다립니다
            return received
        if part == b"":  # the end: close it, or a level-triggered loop spins | 끝: 닫지 않으면 루프가 헛돕니다
            connection.close()
            return received or None
        received += part
# end


epoll = select.epoll()
epoll.register(ours, select.EPOLLIN | select.EPOLLET)
client.send(bytes(6_000))
assert epoll.poll(0) == [(ours.fileno(), select.EPOLLIN)]
assert len(ours.recv(4096)) == 4096
assert epoll.poll(0) == [], "edge-triggered: what is left is not reported again"
client.send(bytes(10))
assert epoll.poll(0) == [(ours.fileno(), select.EPOLLIN)], "more has arrived, though there was something left"
assert len(drain(ours)) == 6_000 - 4_096 + 10
assert epoll.poll(0) == []
client.close()
(fd, events), = epoll.poll(0)
assert events & select.EPOLLHUP
assert drain(ours) is None and ours.fileno() == -1

# Level-triggered: what is left is reported, at every wait.
ours, client = socket.socketpair()
level = select.epoll()
level.register(ours, select.EPOLLIN)
client.send(bytes(6_000))
assert len(ours.recv(4096)) == 4096
assert level.poll(0) == level.poll(0) == [(ours.fileno(), select.EPOLLIN)]

# The same connection in two instances: an event is reported to both.
other = select.epoll()
other.register(ours, select.EPOLLIN)
assert level.poll(0) == other.poll(0) == [(ours.fileno(), select.EPOLLIN)]
