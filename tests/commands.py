"""How tests call the command line."""

import subprocess
from collections.abc import Callable

Run = Callable[..., subprocess.CompletedProcess[bytes]]
