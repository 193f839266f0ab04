"""Lets a run seem to begin at another time: what asks Python's own clock for the date is answered from there; timers and time-outs go on as always."""

import datetime
import time

REAL = {name: getattr(time, name) for name in ("time", "time_ns", "localtime", "gmtime", "ctime", "strftime", "asctime")}
RealDate = datetime.date
RealDatetime = datetime.datetime


def set_to(text):
    begins = RealDatetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
    offset_ns = int((begins - REAL["time"]()) * 1_000_000_000)

    def now_ns():
        return REAL["time_ns"]() + offset_ns

    def now():
        return now_ns() / 1_000_000_000

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
