"""The wheel: what is installed has the questionnaires, the samples and the app, and runs far from the repository."""

import os
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import ecosystem

ROOT = Path(__file__).parents[1]


def run(*command: str, **options: object) -> subprocess.CompletedProcess[str]:
    found = subprocess.run(command, check=False, capture_output=True, text=True, **options)  # type: ignore[call-overload]
    assert found.returncode == 0, found.stderr
    return found


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel is installed, without the libraries that it needs."""
    out, into = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), cwd=ROOT)
    (wheel,) = out.glob("*.whl")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
    run(*pip, "--target", str(into), str(wheel))
    return into


def test_the_version_and_the_requirements_have_one_source(installed: Path) -> None:
    (info,) = installed.glob("*.dist-info")
    distribution = Distribution.at(info)
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    wanted = {canonicalize_name(Requirement(line).name) for line in lines if line and not line.startswith("#")}
    assert distribution.version == ecosystem.__version__
    assert {canonicalize_name(Requirement(each).name) for each in distribution.requires or ()} == wanted


def test_the_command_reads_the_sample_that_was_installed_with_it(installed: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    sample = installed / "ecosystem" / "_shipped" / "sample_data" / "riverton"
    found = run(sys.executable, "-m", "ecosystem", "check", str(sample), cwd=tmp_path, env=environment)
    assert found.stdout == run(sys.executable, "-m", "ecosystem", "check", "sample_data/riverton", cwd=ROOT).stdout
    where = run(
        sys.executable,
        "-c",
        "import ecosystem.shipped as s; print(s.shipped('app.py'))",
        cwd=tmp_path,
        env=environment,
    )
    assert where.stdout.strip() == str(installed / "ecosystem" / "_shipped" / "app.py")
    settings = tomllib.loads((installed / "ecosystem" / "_shipped" / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["server"]["address"] == "127.0.0.1"


def test_every_page_of_the_installed_app_opens(installed: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    script = (
        "import sys; sys.argv = ['app.py']\n"
        "from streamlit.testing.v1 import AppTest\n"
        "from ecosystem.pages.menu import MENU\n"
        "from ecosystem.shipped import shipped\n"
        "app = AppTest.from_file(str(shipped('app.py')), default_timeout=60).run()\n"
        "for entry in MENU[1:]:\n"
        "    app.switch_page(f'../pages/{entry.file}.py').run()\n"
        "    assert not app.exception, app.exception\n"
        "    print(app.title[0].value)\n"
    )
    found = run(sys.executable, "-c", script, cwd=tmp_path, env=environment)
    assert len(found.stdout.splitlines()) == 8
