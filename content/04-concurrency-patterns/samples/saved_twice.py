# needs: nothing
import sqlite3

db = sqlite3.connect(":memory:")
db.execute("CREATE TABLE owned (person, thing, PRIMARY KEY (person, thing))")
db.execute("CREATE TABLE points (person PRIMARY KEY, points)")
db.execute("INSERT INTO points VALUES ('kim', 0)")


# shown
def save(person: str, thing: str) -> None:
    with db:  # one transaction | 트랜잭션 하나입니다
        added = db.execute("INSERT INTO owned VALUES (?, ?) ON CONFLICT DO NOTHING", (person, thing))
        if added.rowcount == 1:  # not when it comes again | 다시 왔을 때는 건너뜁니다
            db.execute("UPDATE points SET points = points + 10 WHERE person = ?", (person,))


save("kim", "petty")
save("kim", "petty")  # redelivered | 다시 전달되었습니다
# end
assert db.execute("SELECT count(*) FROM owned").fetchone() == (1,)
assert db.execute("SELECT points FROM points").fetchone() == (10,)
