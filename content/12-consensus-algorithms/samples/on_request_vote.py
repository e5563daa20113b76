# needs: nothing


class Disk:
    saved: tuple[int, str | None] = (6, None)

    def save(self, current_term: int, voted_for: str | None) -> None:
        self.saved = (current_term, voted_for)


class Server:
    def __init__(self, disk: Disk) -> None:
        self.disk, self.role = disk, "follower"
        self.current_term, self.voted_for = disk.saved

    # shown
    def on_request_vote(self, term, candidate):
        if term > self.current_term:  # a newer election: join it, with a fresh vote | 더 새로운 선거: 표를 비우고 참여합니다
            self.current_term, self.voted_for, self.role = term, None, "follower"
        granted = term == self.current_term and self.voted_for in (None, candidate)
        if granted:
            self.voted_for = candidate
        self.disk.save(self.current_term, self.voted_for)  # before the answer leaves | 응답을 보내기 전에
        return self.current_term, granted
    # end


# The worked example of the lesson, and a restart in between.
disk = Disk()
server = Server(disk)
assert server.on_request_vote(7, "A") == (7, True)
assert server.on_request_vote(7, "B") == (7, False)
server = Server(disk)
assert server.on_request_vote(7, "B") == (7, False)
assert server.on_request_vote(7, "A") == (7, True), "the same request again gets the same answer"
assert server.on_request_vote(9, "B") == (9, True)
assert server.on_request_vote(8, "C") == (9, False)
