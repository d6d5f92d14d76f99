import datetime as dt

from trigpoint.messaging.calendars import Dated, ics


def test_a_day_lasts_until_the_next(at: dt.datetime) -> None:
    visit = Dated(uid="1@x", title="Visit", starts=dt.date(2027, 3, 2), ends=dt.date(2027, 3, 3))
    assert ics([visit], at=at).split("\r\n")[4:11] == [
        "BEGIN:VEVENT",
        "UID:1@x",
        "DTSTAMP:20270114T093000Z",
        "SEQUENCE:0",
        "DTSTART;VALUE=DATE:20270302",
        "DTEND;VALUE=DATE:20270304",
        "SUMMARY:Visit",
    ]


def test_moments_are_told_in_universal_time(at: dt.datetime) -> None:
    summer = at.replace(month=6)
    text = ics([Dated(uid="1@x", title="Meeting 1", starts=summer, ends=summer)], at=at)
    assert "DTSTART:20270614T083000Z" in text


def test_long_and_awkward_words_survive(at: dt.datetime) -> None:
    words = "Bring: plan, notes; and Siôn’s \\ list\nParking is at the back of Ysgol Dyffryn Gwylan. " * 3
    text = ics([Dated(uid="1@x", title="Visit", starts=at, ends=at, words=words)], at=at)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    unfolded = text.replace("\r\n ", "")
    assert "DESCRIPTION:Bring: plan\\, notes\\; and Siôn’s \\\\ list\\nParking" in unfolded
