"""How much memory a process that answers may take, so that no query and no file takes the machine along."""

import os
import re
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import resource

_CGROUP = Path("/sys/fs/cgroup/memory.max")
_MEMINFO = Path("/proc/meminfo")


def fair_share() -> int | None:
    """Return half of the memory of the machine or the container, at most what the user allows and three quarters of what is free.

    Returns:
        Bytes; None where the memory is unknown.

    Example:
        >>> (fair_share() or 1) > 0
        True
    """
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf
        return None
    shares = [total // 2, *_allowed()]
    container = _CGROUP.read_text(encoding="ascii").strip() if _CGROUP.is_file() else ""
    if container.isdecimal():
        shares.append(int(container) // 2)
    free = (
        re.search(r"^MemAvailable: +(\d+) kB$", _MEMINFO.read_text(encoding="ascii"), re.MULTILINE) if _MEMINFO.is_file() else None
    )
    if free is not None:
        shares.append(int(free[1]) * 1024 * 3 // 4)
    return min(shares)


def _allowed() -> list[int]:
    """Return the limit that the user has set, as by `ulimit -d`, if there is any."""
    if sys.platform == "win32":
        return []
    return [limit for limit in resource.getrlimit(resource.RLIMIT_DATA) if limit != resource.RLIM_INFINITY]


def give_way() -> None:
    """Have the system end this process first when memory is short all the same (Linux)."""
    score = Path("/proc/self/oom_score_adj")
    if score.is_file():
        with suppress(OSError):  # some containers have it read-only
            score.write_text("1000", encoding="ascii")


def limit_data(most: int) -> None:
    """Let this process hold so many bytes of data and no more, where the system can limit that (not Windows).

    Args:
        most: Bytes; a lower limit that the user has set holds.
    """
    if sys.platform != "win32":
        _limit(resource.RLIMIT_DATA, most)


def limit_growth(most: int) -> None:
    """Let this process grow by so many bytes of address space and no more, where it can tell its size (Linux).

    Args:
        most: Bytes; as for `limit_data`.
    """
    statm = Path("/proc/self/statm")
    if sys.platform != "win32" and statm.is_file():
        size = int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        _limit(resource.RLIMIT_AS, size + most)


def _limit(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, most))
