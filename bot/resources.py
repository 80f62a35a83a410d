"""Where the files beside the code are: next to the package in a checkout, inside it in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


MIGRATIONS = _folder("migrations")
MANIFESTS = _folder("manifests")
