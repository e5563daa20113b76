/** The programs of the scenarios, in the subset; each prints on Debian's gevent what it prints here. */
export const programs = {
  'spawn-order': `import gevent

def task(name):
    print(name, 'starts')
    gevent.sleep(0)
    print(name, 'goes on')

a = gevent.spawn(task, 'a')
b = gevent.spawn(task, 'b')
print('spawned')
gevent.joinall([a, b])
print('joined')
`,
  // gevent #1071: a reader that has always something to do, and a heartbeat that waits for its timer.
  'sleep-zero-and-timers': `import gevent
import time

def heartbeat():
    for beat in range(2):
        gevent.sleep(0.01)
        print('beat', beat)

def reader():
    for message in range(4):
        time.sleep(0.006)   # work on the message
        gevent.sleep(0)
        print('message', message)

gevent.joinall([gevent.spawn(heartbeat), gevent.spawn(reader)])
`,
  'unpatched-sleep': `import gevent
import time

def request(name):
    print(name, 'asks')
    time.sleep(0.05)
    print(name, 'is answered')

gevent.joinall([gevent.spawn(request, 'r1'), gevent.spawn(request, 'r2')])
`,
  'imported-before-the-patch': `import gevent
import time
from time import sleep
from gevent import monkey
monkey.patch_all()

def early(name):
    sleep(0.02)
    print(name, 'slept by the name taken before')

def late(name):
    time.sleep(0.02)
    print(name, 'slept by the module')

gevent.joinall([gevent.spawn(late, 'l1'), gevent.spawn(early, 'e1'), gevent.spawn(late, 'l2')])
`,
  // What is kept for the thread is the same for all its greenlets.
  'thread-locals-under-gevent': `import gevent

user = [None]   # one place per OS thread

def request(name):
    user[0] = name
    gevent.sleep(0.01)
    print(name, 'is handled as', user[0])

gevent.joinall([gevent.spawn(request, 'kim'), gevent.spawn(request, 'lee')])
`,
  // 2025-12-24: tasks call run_until_complete in a gevent pool. The mark is the one of Lib/asyncio/events.py: one per OS thread.
  'two-loops-in-one-thread': `import gevent

running_loop = []   # asyncio's mark: one per OS thread
failed = []

def run_until_complete(task):
    if running_loop:
        raise RuntimeError('Cannot run the event loop while another loop is running')
    running_loop.append(task)
    try:
        gevent.sleep(0.03)   # the patched selector waits
    finally:
        running_loop.pop()

def task(number):
    try:
        run_until_complete(number)
        print('task', number, 'succeeds')
    except RuntimeError as error:
        failed.append(number)
        print('task', number, 'fails:', error)

task(0)
gevent.joinall([gevent.spawn(task, 1)])
print('ten at once')
many = []
for number in range(2, 12):
    many.append(gevent.spawn(task, number))
gevent.joinall(many)
print(len(failed), 'of 10 failed')
`,
  // A loop's turn is an ordinary call: nobody else of the loop runs until it returns, whoever runs beside it in the hub.
  'loop-blocks-the-hub': `import gevent

def coroutine(name, steps):
    for step in range(steps):
        print(name, 'step', step)
        gevent.sleep(0.01)   # leaves the greenlet, not the coroutine

def loop(coroutines):
    for name in coroutines:   # one turn of the loop
        coroutine(name, 2)

def other():
    for beat in range(4):
        print('another greenlet runs')
        gevent.sleep(0.01)

gevent.joinall([gevent.spawn(loop, ['c1', 'c2']), gevent.spawn(other)])
`,
  'kill-and-finally': `import gevent

def worker(name):
    print(name, 'begins')
    try:
        gevent.sleep(1)
    except gevent.GreenletExit:
        print(name, 'is told to end')
        raise
    finally:
        print(name, 'cleans up')

a = gevent.spawn(worker, 'a')
b = gevent.spawn(worker, 'b')
b.kill()
print('b', b.dead, b.started)
gevent.sleep(0)
a.kill()
print('a', a.dead, repr(a.value))
`,
  'parent-and-switch': `from greenlet import greenlet, getcurrent

main = getcurrent()

def first():
    print('first', second.parent is main)
    got = second.switch('from first')
    print('first got', got)
    return 'first is over'

def second(value):
    print('second got', value)
    first.switch('from second')
    print('never printed')

first = greenlet(first)
second = greenlet(second)
print(first.switch())
print(first.dead, second.dead)
`,
  // django-db-geventpool #77: a pool that is used up, and greenlets that hold one connection while they ask for another.
  'pool-of-connections': `import gevent
from gevent.queue import Queue, Empty

pool = Queue()
for number in range(2):
    pool.put('connection-' + str(number))

def task(name):
    first = pool.get()
    print(name, 'has', first)
    gevent.sleep(0.01)
    try:
        second = pool.get(timeout=0.05)
        print(name, 'has', second, 'too')
        pool.put(second)
    except Empty:
        print(name, 'waited in vain')
    pool.put(first)

tasks = []
for name in ['t1', 't2', 't3']:
    tasks.append(gevent.spawn(task, name))
gevent.joinall(tasks)
`,
} as const;

export type ProgramId = keyof typeof programs;
