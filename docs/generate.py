"""Make docs/reference/ from the code, and set the outputs of the examples in README.md and docs/ anew.

python docs/generate.py            write both
python docs/generate.py --check    write nothing; fail where the reference is not as the code has it, or the code is undocumented
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import examples
import reference

HERE = Path(__file__).parent
FOLDER = HERE / "reference"


def faults() -> list[str]:
    """What is undocumented, and which pages are not as the code has them."""
    built = reference.build()
    found = [fault for page in built.values() for fault in page.faults]
    for name, page in built.items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != page.text():
            found.append(f"docs/reference/{name} is not as the code has it: run `python docs/generate.py`")
    known = {path.name for path in FOLDER.glob("*.md")}
    return found + [f"docs/reference/{name} is made by nothing" for name in sorted(known - set(built))]


def write() -> None:
    """Writes the reference and the outputs of the examples."""
    FOLDER.mkdir(exist_ok=True)
    for name, page in reference.build().items():
        (FOLDER / name).write_text(page.text(), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, examples.workplace(Path(folder)):
        texts = {path: examples.refreshed(path) for path in examples.pages()}
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")


def main() -> int:
    """Write, or check with `--check`; in both cases what is undocumented fails."""
    if "--check" not in sys.argv[1:]:
        write()
    found = faults()
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
