# needs: nothing
import os
import threading

# shown
lock = threading.Lock()
holds, may_go = threading.Event(), threading.Event()


def holder() -> None:
    with lock:
        holds.set()
        may_go.wait()


threading.Thread(target=holder).start()
holds.wait()
child = os.fork()  # only the thread that calls it lives on in the child | 자식에는 fork를 부른 스레드만 남습니다
if child == 0:
    got_it = lock.acquire(timeout=0.3)  # its holder is not there to release it | 놓아줄 스레드가 자식에는 없습니다
    os._exit(0 if got_it else threading.active_count())
# end
may_go.set()
_, status = os.waitpid(child, 0)
assert os.waitstatus_to_exitcode(status) == 1, "the lock is never released, and the child has one thread"
assert lock.acquire(timeout=5), "in the parent it is released as always"
