# needs: nothing
import os
import select
import selectors
import socket
import tempfile

pairs = [socket.socketpair() for _ in range(3)]
connections = [ours for ours, _ in pairs]
clients = [theirs for _, theirs in pairs]
clients[1].send(b"hello")
got = {}

# shown
selector = selectors.DefaultSelector()  # epoll on Linux | Linux에서는 epoll
for connection in connections:
    connection.setblocking(False)
    selector.register(connection, selectors.EVENT_READ)  # once for each | 연결마다 한 번

for key, events in selector.select(timeout=1):  # one wait for all of them | 한 번에 모두를 기다립니다
    got[key.fd] = key.fileobj.recv(4096)
# end

assert isinstance(selector, selectors.EpollSelector)
assert got == {connections[1].fileno(): b"hello"}

# A file on a disk: poll says that it is ready, epoll refuses it.
with tempfile.TemporaryFile() as file:
    poll = select.poll()
    poll.register(file, select.POLLIN)
    assert poll.poll(0) == [(file.fileno(), select.POLLIN)]
    try:
        select.epoll().register(file, select.EPOLLIN)
    except PermissionError:
        pass
    else:
        raise AssertionError("epoll took a regular file")

# select looks at numbers: one descriptor is too many when its number is 1,024 or more.
high = 1024
try:
    os.dup2(connections[0].fileno(), high)
except OSError:
    pass  # a process that may not have so many
else:
    try:
        select.select([high], [], [], 0)
    except ValueError as error:
        assert "out of range" in str(error)
    else:
        raise AssertionError("select took a descriptor beyond FD_SETSIZE")
