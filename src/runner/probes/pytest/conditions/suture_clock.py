"""Lets a run seem to begin at another time: what asks Python's own clock for the date is answered from there; timers and time-outs go on as always."""

import datetime
import time

REAL = {name: getattr(time, name) for name in ("time", "time_ns", "localtime", "gmtime", "ctime", "strftime", "asctime")}
RealDate = datetime.date
RealDatetime = datetime.datetime


SECOND = 1_000_000_000
offset_ns = 0


def now_ns():
    return REAL["time_ns"]() + offset_ns


def to_full_second():
    """Never back: the clock jumps to the next one."""
    global offset_ns
    offset_ns += -now_ns() % SECOND


def set_to(text):
    """From this time on in ISO 8601; None: it stays as it is, and may jump later."""
    global offset_ns
    if text is not None:
        offset_ns = int((RealDatetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() - REAL["time"]()) * SECOND)

    def now():
        return now_ns() / SECOND

    def at(name):
        return lambda seconds=None: REAL[name](now() if seconds is None else seconds)

    time.time = now
    time.time_ns = now_ns
    time.localtime = at("localtime")
    time.gmtime = at("gmtime")
    time.ctime = at("ctime")
    time.strftime = lambda form, parts=None: REAL["strftime"](form, time.localtime() if parts is None else parts)
    time.asctime = lambda parts=None: REAL["asctime"](time.localtime() if parts is None else parts)

    class OfDate(type):
        """Dates that were made before, or by other code, are dates too."""

        def __instancecheck__(cls, value):
            return isinstance(value, RealDate)

        def __subclasscheck__(cls, other):
            return issubclass(other, RealDate)

    class OfDatetime(OfDate):
        def __instancecheck__(cls, value):
            return isinstance(value, RealDatetime)

        def __subclasscheck__(cls, other):
            return issubclass(other, RealDatetime)

    class date(RealDate, metaclass=OfDate):
        @classmethod
        def today(cls):
            return cls.fromtimestamp(now())

    class datetime_(RealDatetime, metaclass=OfDatetime):
        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(now(), tz)

        @classmethod
        def today(cls):
            return cls.fromtimestamp(now())

        @classmethod
        def utcnow(cls):
            return cls.fromtimestamp(now(), datetime.timezone.utc).replace(tzinfo=None)

    for fake, name in ((date, "date"), (datetime_, "datetime")):
        fake.__name__ = fake.__qualname__ = name
        fake.__module__ = "datetime"
        setattr(datetime, name, fake)
