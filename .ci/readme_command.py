"""Print one of the README's commands: `readme_command.py build` or `readme_command.py tests`."""

import re
import sys
from pathlib import Path

readme = Path(__file__).parents[1] / "README.md"
commands = dict(re.findall(r"<!-- command: (\w+) -->\n```bash\n(.+?)\n```", readme.read_text(encoding="utf-8"), re.DOTALL))
print(commands[sys.argv[1]])
