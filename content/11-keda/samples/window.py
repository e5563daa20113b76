# needs: nothing
# shown
def stabilised(proposals: list[int], window: int, sync: int = 15) -> list[int]:
    """The replicas that a scale-down may go to, at each sync."""
    kept = window // sync
    return [max(proposals[max(0, at + 1 - kept) : at + 1]) for at in range(len(proposals))]


proposals = [6, 6, 2, 2, 5, 2, 2, 2, 2, 2]  # one every 15 s | 15초마다 하나씩
print(stabilised(proposals, window=60))  # [6, 6, 6, 6, 6, 5, 5, 5, 2, 2]
# end
assert stabilised(proposals, 60) == [6, 6, 6, 6, 6, 5, 5, 5, 2, 2], stabilised(proposals, 60)
