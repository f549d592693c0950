"""No picture of a process's memory on the disk: it may hold a passphrase, a private key, the facts of a case."""

import ctypes
import sys

if sys.platform != "win32":
    import resource

_PR_SET_DUMPABLE = 4


def forbid(*, ours: bool = True) -> None:
    """Let the system keep no core dump of this process, however it crashes; called before any secret is in memory.

    `ours`: the process is the program's own, and on Linux nobody of the same user may look into its memory either.
    Otherwise only the limit is set: a cluster's worker looks into itself. Nothing is done on Windows.
    """
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if ours and sys.platform == "linux":
        # The limit does not bind a program to which the system pipes its dumps; this does.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
