# needs: nothing
import os
from multiprocessing import Value

# shown
kept = ["before"]
counter = Value("i", 0)  # shared memory, on purpose | 일부러 만든 공유 메모리

child = os.fork()
if child == 0:
    kept.append("child")  # a page of the child's own from here on | 여기서부터 자식만의 페이지입니다
    with counter.get_lock():
        counter.value += 1
    os._exit(0)
os.waitpid(child, 0)

print(kept, counter.value)  # ['before'] 1
# end
assert kept == ["before"], kept
assert counter.value == 1, counter.value
