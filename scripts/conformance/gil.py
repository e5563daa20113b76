"""What CPython says, for the comparison with the model: one JSON request on standard input, one JSON answer on standard output."""
import builtins
import dis
import hashlib
import json
import re
import sys
import threading
import time
import zlib

JUMPS = {op for name, op in dis.opmap.items() if "JUMP" in name or name in ("FOR_ITER", "SEND")}


def compile_body(text):
    """The function whose body is `text`: x, lock and f are globals, every other name is local."""
    lines = "\n".join("    " + line for line in text.split("\n"))
    namespace = {}
    exec(f"def body():\n    global x\n{lines}", namespace)
    return namespace["body"]


def instructions_of(function):
    """The instructions that normal execution can reach; jumps by index, without inline caches and exception handlers."""
    listed = list(dis.get_instructions(function))
    index_of = {each.offset: index for index, each in enumerate(listed)}
    reached, queue = set(), [0]
    while queue:
        index = queue.pop()
        if index in reached:
            continue
        reached.add(index)
        each = listed[index]
        if each.opcode in JUMPS:
            queue.append(index_of[each.argval])
        if each.opname not in ("RETURN_VALUE", "JUMP_FORWARD", "JUMP_BACKWARD"):
            queue.append(index + 1)
    kept = sorted(reached)
    place = {index: at for at, index in enumerate(kept)}
    return [write(listed[index], lambda each: place[index_of[each.argval]]) for index in kept]


def write(each, target):
    written = {"offset": each.offset, "name": each.opname}
    if each.opcode in JUMPS:
        return {**written, "target": target(each)}
    if each.opname in ("BINARY_OP", "COMPARE_OP"):
        return {**written, "operator": each.argrepr}
    if each.opname == "LOAD_GLOBAL":
        return {**written, "variable": each.argval, **({"pushesNull": True} if each.arg & 1 else {})}
    if each.opname in ("STORE_GLOBAL", "LOAD_FAST", "STORE_FAST"):
        return {**written, "variable": each.argval}
    if each.opname == "LOAD_CONST":
        return {**written, "constant": each.argval}
    if each.opname in ("CALL", "PRECALL"):
        return {**written, "arguments": each.arg}
    return written


def bytecode(bodies):
    def f():
        return 1

    return {
        "python": sys.version.split()[0],
        "callee": instructions_of(f),
        "bodies": {text: instructions_of(compile_body(text)) for text in bodies},
    }


def run_bodies(bodies, rounds):
    """Runs the bodies in threads, round after round, with a switch interval of a microsecond; the final values of x."""
    finals = {}
    functions = [compile_body(text) for text in bodies]
    gate = threading.Barrier(len(bodies) + 1)
    space = {}

    def f():
        return 1

    def work(function):
        for _ in range(rounds):
            gate.wait()
            function()
            gate.wait()

    # All bodies share one namespace, as functions of one module do.
    shared = [type(each)(each.__code__, space) for each in functions]
    space.update(x=0, f=f, lock=threading.Lock(), __builtins__=builtins)
    threads = [threading.Thread(target=work, args=(each,), daemon=True) for each in shared]
    sys.setswitchinterval(1e-6)
    for thread in threads:
        thread.start()
    for _ in range(rounds):
        space["x"] = 0
        gate.wait()
        gate.wait()
        finals[space["x"]] = finals.get(space["x"], 0) + 1
    sys.setswitchinterval(0.005)
    return {"finals": finals}


def count_updates(bodies, updates):
    """Each thread runs its body `updates` times; how far x is from the sum at the end."""
    space = {}

    def f():
        return 1

    space.update(x=0, f=f, lock=threading.Lock(), __builtins__=builtins)

    def work(function):
        for _ in range(updates):
            function()

    threads = [
        threading.Thread(target=work, args=(type(each)(each.__code__, space),))
        for each in map(compile_body, bodies)
    ]
    sys.setswitchinterval(1e-6)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(0.005)
    return {"lost": updates * len(bodies) - space["x"]}


CALLS = {
    "time.sleep(0.05)": lambda: time.sleep(0.05),
    "hashlib.sha256(data)": lambda: hashlib.sha256(DATA).digest(),
    "zlib.compress(data)": lambda: zlib.compress(DATA[:4_000_000]),
    "lock.acquire(timeout=0.05)": lambda: HELD.acquire(timeout=0.05),
    "re.match(catastrophic)": lambda: re.match(r"(a+)+$", "a" * 21 + "b"),
    "sum(range(n))": lambda: sum(range(3_000_000)),
    "sorted(numbers)": lambda: sorted(NUMBERS),
    "json.dumps(numbers)": lambda: json.dumps(NUMBERS),
}
DATA = bytes(40_000_000)
NUMBERS = [(each * 7919) % 1_000_003 for each in range(300_000)]
HELD = threading.Lock()
HELD.acquire()


def releases():
    """Which calls let another thread run before they return. Nobody is asked for the GIL: the interval is a minute."""
    sys.setswitchinterval(60)
    seen = {}
    ticks = [0]
    stop = threading.Event()

    def tick():
        # A thread that gives the GIL up by itself a thousand times a second.
        while not stop.is_set():
            ticks[0] += 1
            time.sleep(0.001)

    ticker = threading.Thread(target=tick, daemon=True)
    ticker.start()
    for name, call in CALLS.items():
        time.sleep(0.01)
        before = ticks[0]
        call()
        # One turn may lie between the reading of the counter and the call.
        seen[name] = ticks[0] - before > 1
    stop.set()
    time.sleep(0.01)
    sys.setswitchinterval(0.005)
    return {"releases": seen}


def slices(interval_ms, seconds):
    """How long each of two busy threads kept the GIL before the other went on, in milliseconds, the first and the last left out."""
    sys.setswitchinterval(interval_ms / 1000)
    starts = []
    running = [None]
    end = time.perf_counter() + seconds

    def work(name):
        while time.perf_counter() < end:
            # Nobody else can run between this comparison and the assignment: there is no check point.
            if running[0] != name:
                running[0] = name
                starts.append(time.perf_counter())

    threads = [threading.Thread(target=work, args=(name,)) for name in "AB"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(0.005)
    return {"slices_ms": [(later - start) * 1000 for start, later in zip(starts, starts[1:])][1:-1]}


ASKED = {
    "bytecode": lambda asked: bytecode(asked["bodies"]),
    "run": lambda asked: run_bodies(asked["bodies"], asked["rounds"]),
    "count": lambda asked: count_updates(asked["bodies"], asked["updates"]),
    "releases": lambda asked: releases(),
    "slices": lambda asked: slices(asked["interval_ms"], asked["seconds"]),
}

for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps(ASKED[asked["ask"]](asked)), flush=True)
