"""How much memory a process that answers may take, so that no query and no file takes the machine along."""

import os
import re
import sys
from pathlib import Path

if sys.platform != "win32":
    import resource

_CGROUP = Path("/sys/fs/cgroup/memory.max")
_MEMINFO = Path("/proc/meminfo")


def fair_share() -> int | None:
    """Return half of the machine's or the container's memory, but no more than three quarters of what is free now, in bytes.

    Returns:
        None where the memory is unknown.

    Example:
        >>> (fair_share() or 1) > 0
        True
    """
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf
        return None
    shares = [total // 2]
    container = _CGROUP.read_text(encoding="ascii").strip() if _CGROUP.is_file() else ""
    if container.isdecimal():
        shares.append(int(container) // 2)
    free = (
        re.search(r"^MemAvailable: +(\d+) kB$", _MEMINFO.read_text(encoding="ascii"), re.MULTILINE) if _MEMINFO.is_file() else None
    )
    if free is not None:
        shares.append(int(free[1]) * 1024 * 3 // 4)
    return min(shares)


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
