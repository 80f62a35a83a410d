"""What leaves the repository works elsewhere: the wheel, the lock files, the image."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from sqlalchemy import make_url

from bot.db.migrate import head_revision, revision_of

REPOSITORY = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    finished = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


def files_below(folder: Path) -> set[str]:
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in files}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(
        sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=REPOSITORY
    )
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that has the wheel, and sees this one's dependencies but not this checkout."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder, with_pip=False, symlinks=True)
    pip = (sys.executable, "-m", "pip", "--python", folder / "bin/python", "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=folder)
    [packages] = folder.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


@pytest.mark.parametrize(
    ("source", "inside"),
    [
        ("migrations", "bot/migrations"),
        ("manifests", "bot/manifests"),
        ("bot", "bot"),
    ],
)
def test_the_wheel_carries_every_file(wheel: Path, source: str, inside: str) -> None:
    expected = {f"{inside}/{name}" for name in files_below(REPOSITORY / source)}
    assert expected
    assert expected <= set(ZipFile(wheel).namelist())


def test_the_wheel_carries_the_browser_files_that_git_ignores(wheel: Path) -> None:
    assert "bot/sandbox/static/vendor/preact.mjs" in ZipFile(wheel).namelist(), "run `make setup` first"


def test_the_wheel_carries_nothing_of_the_workshop(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"bot"}


def test_the_installed_package_is_not_the_checkout(elsewhere: Path, tmp_path: Path) -> None:
    where = "import bot.resources as r; print(r.__file__, r.MIGRATIONS, r.MANIFESTS, sep='\\n')"
    paths = run(elsewhere / "bin/python", "-c", where, cwd=tmp_path).split()
    assert len(paths) == 3
    assert all(Path(path).is_relative_to(elsewhere) for path in paths)


@pytest.mark.parametrize("command", [["bin/cairn"], ["bin/python", "-m", "bot"]])
def test_migrate_runs_from_the_installed_package_on_both_databases(
    elsewhere: Path, tmp_path: Path, empty_database_url: str, command: list[str]
) -> None:
    program, *arguments = command
    run(elsewhere / program, *arguments, "migrate", cwd=tmp_path, CAIRN_DATABASE_URL=empty_database_url)
    assert revision_of(empty_database_url) == head_revision()


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", (REPOSITORY / lock).read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_files_name_no_index_and_hash_everything(lock: str) -> None:
    text = (REPOSITORY / lock).read_text()
    assert not re.search(r"--(extra-)?index-url|--find-links|://", text)
    entries = re.findall(r"^[a-z0-9].*==.*(?:\n {4}--hash=.*)*", text, re.MULTILINE)
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize(("lock", "groups"), [(LOCKS[0], []), (LOCKS[1], ["dev"])])
def test_lock_files_hold_what_the_project_asks_for(lock: str, groups: list[str]) -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    asked = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["postgres"]
    asked += [line for group in groups for line in project["dependency-groups"][group]]
    pinned = pins(lock)
    requirements = [Requirement(line) for line in asked]
    assert [
        str(r) for r in requirements if pinned.get(canonicalize_name(r.name), "0") not in r.specifier
    ] == []


def test_both_lock_files_agree() -> None:
    """`make demo` installs the first, `make setup` adds the second to the same environment."""
    assert pins(LOCKS[0]).items() <= pins(LOCKS[1]).items()


def dockerfile() -> list[str]:
    """The instructions, one an entry, without comments and line breaks."""
    text = re.sub(r"^#.*\n", "", (REPOSITORY / "Dockerfile").read_text(), flags=re.MULTILINE)
    return [line for line in text.replace("\\\n", " ").splitlines() if line]


def test_the_image_installs_nothing_that_is_not_hashed_or_built_here() -> None:
    installs = re.findall(r"pip install [^&\n]*", "\n".join(dockerfile()))
    assert len(installs) == 3
    assert all("--require-hashes" in command or "--no-index" in command for command in installs)


def test_the_image_serves_as_nobody_special_and_reports_its_health() -> None:
    instructions = dockerfile()
    final = instructions[max(i for i, line in enumerate(instructions) if line.startswith("FROM ")) :]
    [user] = [line.split()[1] for line in final if line.startswith("USER ")]
    assert int(user.partition(":")[0]) > 0
    assert any(line.startswith("HEALTHCHECK ") and "/healthz" in line for line in final)
    assert final[-1] == 'CMD ["cairn", "serve"]'


def test_all_that_the_image_copies_is_let_through_to_it() -> None:
    copies = [
        line.split()[1:-1] for line in dockerfile() if line.startswith("COPY ") and "--from" not in line
    ]
    let_through = (REPOSITORY / ".dockerignore").read_text().split()
    assert [name for names in copies for name in names if f"!{name}" not in let_through] == []


def test_compose_runs_two_replicas_on_a_healthy_postgresql() -> None:
    services = yaml.safe_load((REPOSITORY / "compose.yaml").read_text())["services"]
    bot, database = services["bot"], services["database"]
    url = make_url(bot["environment"]["CAIRN_DATABASE_URL"].replace(":?set POSTGRES_PASSWORD in .env", ""))
    assert bot["deploy"]["replicas"] == 2
    assert bot["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert (url.host, url.username) == ("database", database["environment"]["POSTGRES_USER"])
    assert url.database == database["environment"]["POSTGRES_DB"]
    assert "healthcheck" in database
