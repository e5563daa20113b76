# needs: nothing
from math import ceil


# shown
def replicas(total: int, value: int, current: int, tolerance: float = 0.1) -> int:
    ratio = total / (value * current)  # 1 where each pod has its share | 파드마다 제 몫만큼 있으면 1입니다
    if abs(1 - ratio) <= tolerance:
        return current
    return ceil(total / value)


print(replicas(22, 10, current=1))  # 3
print(replicas(22, 10, current=3))  # 3
print(replicas(32, 10, current=3))  # 3: 32 is within 10% of 30 | 3: 32는 30의 10% 안에 있습니다
print(replicas(100, 30, current=2))  # 4
# end
assert [replicas(22, 10, 1), replicas(22, 10, 3), replicas(32, 10, 3), replicas(100, 30, 2)] == [3, 3, 3, 4]
# What the lesson says of eleven messages: in floating point 1.1 is a little more than a tenth away from 1.
assert abs(1 - 11 / 10) > 0.1
assert replicas(11, 10, 1) == 2
