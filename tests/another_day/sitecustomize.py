"""On PYTHONPATH of a child process: Python there believes that it is DAYS days later.

Programs written in C still read the true clock; `test_whole_builds.py` says what that leaves open.
"""

import datetime
import os
import time

SHIFT = float(os.environ.get("DAYS", "0")) * 86400
_now, _now_ns, _localtime, _gmtime = time.time, time.time_ns, time.localtime, time.gmtime
_strftime, _ctime, _asctime = time.strftime, time.ctime, time.asctime
_date, _datetime = datetime.date, datetime.datetime


class _SameKind(type):
    """Values made by C code are of the true classes; they count as instances all the same."""

    def __instancecheck__(cls, value):
        return isinstance(value, cls.__mro__[1])

    def __subclasscheck__(cls, kind):
        return issubclass(kind, cls.__mro__[1])


class Date(_date, metaclass=_SameKind):
    @classmethod
    def today(cls):
        return _date.fromtimestamp(time.time())


class DateTime(_datetime, metaclass=_SameKind):
    @classmethod
    def now(cls, tz=None):
        return _datetime.fromtimestamp(time.time(), tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        return _datetime.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)


def _seconds(given):
    return time.time() if given is None else given


if SHIFT:
    time.time = lambda: _now() + SHIFT
    time.time_ns = lambda: _now_ns() + int(SHIFT * 1e9)
    time.localtime = lambda seconds=None: _localtime(_seconds(seconds))
    time.gmtime = lambda seconds=None: _gmtime(_seconds(seconds))
    time.ctime = lambda seconds=None: _ctime(_seconds(seconds))
    time.asctime = lambda t=None: _asctime(time.localtime() if t is None else t)
    time.strftime = lambda form, t=None: _strftime(form, time.localtime() if t is None else t)
    datetime.date, datetime.datetime = Date, DateTime
