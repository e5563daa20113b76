"""What Linux says: one script of calls as a JSON list on standard input, the list of its replies on standard output. Each in a process of its own."""
import ctypes
import errno
import itertools
import json
import os
import platform
import select
import signal
import socket
import struct
import sys
import threading
import time

libc = ctypes.CDLL(None, use_errno=True)
FLAGS = {"IN": 1, "PRI": 2, "OUT": 4, "ERR": 8, "HUP": 16, "NVAL": 32, "RDHUP": 0x2000,
         "EXCLUSIVE": 1 << 28, "WAKEUP": 1 << 29, "ONESHOT": 1 << 30, "ET": 1 << 31}
REPORTED = list(FLAGS)[:7]
CHUNK = 65536
# Closed, and below the size of the descriptor table: what lies beyond it select ignores.
NEVER_OPEN = 62
EPOLL_WAIT = "232"
NANOSECOND = struct.pack("qqqq", 0, 0, 0, 1)
FAR = struct.pack("qqqq", 0, 0, 1 << 30, 0)
NEVER = struct.pack("qqqq", 0, 0, 0, 0)


class Failed(Exception):
    pass


class Event(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("events", ctypes.c_uint32), ("data", ctypes.c_uint64)]


class PollFd(ctypes.Structure):
    _fields_ = [("fd", ctypes.c_int), ("events", ctypes.c_short), ("revents", ctypes.c_short)]


def call(function, *arguments):
    result = getattr(libc, function)(*arguments)
    if result < 0:
        raise Failed(errno.errorcode[ctypes.get_errno()])
    return result


def flags_of(words):
    return sum({FLAGS[each] for word in words for each in word.split("|") if each})


def text_of(flags):
    return "|".join(name for name in REPORTED if flags & FLAGS[name])


class Script:
    def __init__(self):
        self.fds, self.kinds, self.ports, self.tokens = {}, {}, {}, []
        self.threads, self.woken = {}, []
        self.timers, self.now, self.order = {}, 0, itertools.count()

    def fd(self, name):
        return self.fds.get(name, NEVER_OPEN)

    def open(self, name, fd, kind):
        self.fds[name], self.kinds[name] = fd, kind
        return name

    def connected(self, name, fd):
        os.set_blocking(fd, False)
        one = ctypes.c_int(1)
        call("setsockopt", fd, socket.IPPROTO_TCP, socket.TCP_NODELAY, ctypes.byref(one), 4)
        return self.open(name, fd, "tcp")

    def pipe(self, name):
        reader, writer = os.pipe2(os.O_NONBLOCK)
        return [self.open(f"{name}.r", reader, "pipe"), self.open(f"{name}.w", writer, "pipe")]

    def socketpair(self, name):
        pair = (ctypes.c_int * 2)()
        call("socketpair", socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_NONBLOCK, 0, pair)
        return [self.open(f"{name}.a", pair[0], "unix"), self.open(f"{name}.b", pair[1], "unix")]

    def listen(self, name):
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        listener.setblocking(False)
        self.ports[name] = listener.getsockname()[1]
        return self.open(name, listener.detach(), "listener")

    def connect(self, name, listener):
        client = socket.socket()
        try:
            client.connect(("127.0.0.1", self.ports.get(listener, 1)))
        except OSError as error:
            client.close()
            raise Failed(errno.errorcode[error.errno])
        return self.connected(name, client.detach())

    def accept(self, name, listener):
        return self.connected(name, call("accept4", self.fd(listener), None, None, socket.SOCK_NONBLOCK))

    def eventfd(self, name, count, *semaphore):
        flags = os.EFD_NONBLOCK | (os.EFD_SEMAPHORE if semaphore else 0)
        return self.open(name, os.eventfd(int(count), flags), "eventfd")

    def timerfd(self, name, ms):
        if name in self.fds and self.kinds[name] != "timerfd":
            raise Failed("EINVAL")
        if name not in self.fds:
            self.timers[name] = {}
            self.open(name, call("timerfd_create", time.CLOCK_MONOTONIC, os.O_NONBLOCK), "timerfd")
        call("timerfd_settime", self.fds[name], 0, FAR if int(ms) else NEVER, None)
        timer = self.timers[name]
        timer["due"] = self.now + int(ms) if int(ms) else None
        timer["armed"] = next(self.order)
        return name

    def epoll(self, name):
        return self.open(name, call("epoll_create1", 0), "epoll")

    def ctl(self, epoll, operation, name, *flags):
        # Each registration has a number of its own: descriptors come back.
        event = Event(flags_of(flags), len(self.tokens))
        self.tokens.append(name)
        code = {"ADD": 1, "DEL": 2, "MOD": 3}[operation]
        call("epoll_ctl", self.fd(epoll), code, self.fd(name), ctypes.byref(event))
        return "ok"

    def events(self, fd, most, timeout):
        room = (Event * max(1, min(most, 1024)))()
        count = call("epoll_wait", fd, room, most, timeout)
        return [[self.tokens[each.data], text_of(each.events)] for each in room[:count]]

    def wait(self, epoll, most=1024):
        return self.events(self.fd(epoll), int(most), 0)

    def park(self, thread, epoll, most=1024):
        if int(most) <= 0:
            raise Failed("EINVAL")
        fd = self.fd(epoll)
        if fd == NEVER_OPEN:
            raise Failed("EBADF")
        if self.kinds[epoll] != "epoll":
            raise Failed("EINVAL")
        state = {"tid": None}

        def work():
            state["tid"] = threading.get_native_id()
            events = self.events(fd, int(most), -1)
            self.woken.append([thread, events])
            del self.threads[thread]

        self.threads[thread] = state
        threading.Thread(target=work, daemon=True).start()
        return "ok"

    def settle(self):
        """Until each thread that waits does so in the kernel, asleep."""
        for state in list(self.threads.values()):
            while state in self.threads.values():
                tid = state["tid"]
                try:
                    if tid is not None and open(f"/proc/self/task/{tid}/syscall").read().split()[0] == EPOLL_WAIT:
                        break
                except OSError:
                    pass
                time.sleep(0.00005)

    def woken_threads(self):
        woken, self.woken = self.woken, []
        return woken

    def select(self, *sets):
        named = {word[0]: [each for each in word[2:].split(",") if each] for word in sets}
        lists = [named.get(each, []) for each in "rwx"]
        ready = select.select(*[[self.fd(name) for name in each] for each in lists], 0)
        return [[name for name in names if self.fd(name) in fds] for names, fds in zip(lists, ready)]

    def poll(self, *asked):
        pairs = [each.rpartition(":") if ":" in each else (each, "", "") for each in asked]
        fds = (PollFd * max(1, len(pairs)))(*[PollFd(self.fd(name), flags_of([flags])) for name, _, flags in pairs])
        call("poll", fds, len(pairs), 0)
        return [[name, text_of(fd.revents)] for (name, _, _), fd in zip(pairs, fds) if fd.revents]

    def write(self, name, count):
        if self.kinds.get(name) == "eventfd" and name in self.fds:
            return os.write(self.fd(name), struct.pack("Q", int(count)))
        return os.write(self.fd(name), bytes(int(count)))

    def read(self, name, count):
        return len(os.read(self.fd(name), int(count)))

    def until_again(self, once):
        total = 0
        while True:
            try:
                done = once()
            except OSError as error:
                if total == 0 and error.errno != errno.EAGAIN:
                    raise
                return total
            if done == 0:
                return total
            total += done

    def fill(self, name):
        fd = self.fd(name)
        if self.kinds.get(name) == "eventfd" and name in self.fds:
            for line in open(f"/proc/self/fdinfo/{fd}"):
                if line.startswith("eventfd-count:"):
                    room = 2**64 - 2 - int(line.split()[1], 16)
            return os.write(fd, struct.pack("Q", room)) if room else 0
        return self.until_again(lambda: os.write(fd, bytes(CHUNK)))

    def drain(self, name):
        return self.until_again(lambda: len(os.read(self.fd(name), CHUNK)))

    def shutdown(self, name, way):
        call("shutdown", self.fd(name), {"RD": 0, "WR": 1, "RDWR": 2}[way])
        return "ok"

    def dup(self, name, copy):
        if name in self.fds and name in self.timers:
            self.timers[copy] = self.timers[name]
        return self.open(copy, os.dup(self.fd(name)), self.kinds.get(name))

    def close(self, name):
        call("close", self.fd(name))
        del self.fds[name]
        return "ok"

    def sleep(self, ms):
        # The script's own time: a timer that is due is armed anew to run out at once, since a busy machine has no exact time.
        end = self.now + int(ms)
        while True:
            due = [(timer["due"], timer["armed"], name) for name, timer in self.timers.items()
                   if name in self.fds and timer["due"] is not None and timer["due"] <= end]
            if not due:
                break
            self.now, _, name = min(due)
            self.timers[name]["due"] = None
            call("timerfd_settime", self.fds[name], 0, NANOSECOND, None)
            while not select.select([self.fds[name]], [], [], 0)[0] and not self.ran_out(name):
                time.sleep(0.00005)
            self.settle()
        self.now = end
        return "ok"

    def ran_out(self, name):
        """Also when a thread that was woken by it might have read it."""
        return struct.unpack("qqqq", self.left(name))[2:] == (0, 0)

    def left(self, name):
        value = ctypes.create_string_buffer(32)
        call("timerfd_gettime", self.fds[name], value)
        return value.raw

    def reply(self, line):
        verb, *words = line.split()
        try:
            result = getattr(self, "woken_threads" if verb == "woken" else verb)(*words)
        except Failed as failed:
            result = str(failed)
        except OSError as error:
            result = errno.errorcode[error.errno]
        self.settle()
        return result


def run(lines):
    """In a child, so that nothing is left of it."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        signal.alarm(20)
        script = Script()
        replies = [script.reply(line) for line in lines]
        with os.fdopen(writer, "w") as out:
            out.write(json.dumps(replies))
            out.flush()
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else None


print(json.dumps(platform.release()), flush=True)
for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
