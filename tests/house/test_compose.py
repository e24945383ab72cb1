"""docker-compose.yml, as far as it can be tried without a container engine."""

import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import yaml

from tests.house.test_configuration import documented, read_with_environ
from tests.own_servers import free_port, wait_until

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "oppna-mellansverige"}
EXAMPLE = (ROOT / "deploy" / "production.env.example").read_text()
SETTINGS = read_with_environ((ROOT / "config" / "settings.py").read_text())


def variables_of_compose() -> set[str]:
    """All that the file sets for a container or asks of its own surroundings."""
    named = {name for service in SERVICES.values() for name in service.get("environment", {})}
    return named | set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))


def outside(command: list[str], port: int) -> list[str]:
    """A service's command as it is started here: this Python, and a free port on this machine only."""
    renamed = [part.replace("0.0.0.0:8000", f"127.0.0.1:{port}").replace(":8000", f":{port}") for part in command]
    return [sys.executable if part == "python" else part for part in renamed]


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory) -> dict[str, str]:
    """An empty installation that has been prepared with the command of the compose file."""
    folder = tmp_path_factory.mktemp("compose")
    env = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ} | {
        "DATA_DIR": str(folder),
        "SECRET_KEY": "x" * 60,
        "PUBLIC_BASE_URL": "https://data.example.se",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    subprocess.run(outside(SERVICES["prepare"]["command"], 0), cwd=ROOT, env=env, check=True, timeout=300)
    return env


def test_all_parts_are_there():
    assert set(SERVICES) == {"prepare", "web", "worker", "scheduler", "db", "redis", "proxy"}
    assert set(OURS) == {"prepare", "web", "worker", "scheduler"}
    assert set(COMPOSE["volumes"]) == {"data", "snapshots", "files", "database"}


def test_volumes_are_named_and_used():
    used = {mount.partition(":")[0] for service in SERVICES.values() for mount in service.get("volumes", [])}
    assert {name for name in used if not name.startswith("./")} == set(COMPOSE["volumes"])
    for name in used:
        assert not name.startswith("./") or (ROOT / name).exists(), name
    assert "snapshots:/srv/snapshots:ro" in SERVICES["proxy"]["volumes"]


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"prepare"}))
def test_what_runs_for_ever_has_a_health_check_and_starts_again(name):
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_only_the_proxy_is_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_services_wait_for_what_they_need():
    for name, service in SERVICES.items():
        for other, how in service.get("depends_on", {}).items():
            assert other in SERVICES
            if how["condition"] == "service_healthy":
                assert "healthcheck" in SERVICES[other], (name, other)


def test_every_variable_for_the_application_is_read_by_the_settings():
    for name, service in OURS.items():
        assert set(service["environment"]) - SETTINGS == set(), name


def test_every_variable_is_documented():
    known = documented("The application") | documented("Commands and servers") | documented("Containers")
    assert variables_of_compose() - known == set()
    assert documented("Containers") <= variables_of_compose()


def test_the_example_file_names_every_variable_and_no_other():
    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", EXAMPLE, re.MULTILINE))
    fixed = {"POSTGRES_DB", "POSTGRES_USER"}
    servers = {"WEB_CONCURRENCY"}
    assert named == documented("The application") | (documented("Containers") - fixed) | servers


def test_the_image_runs_as_nobody_in_particular():
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert re.findall(r"^USER (.+)$", dockerfile, re.MULTILINE) == ["catalogue"]
    assert "--require-hashes" in dockerfile
    assert yaml.safe_load(dockerfile.rpartition("CMD ")[2]) == [
        *SERVICES["web"]["command"][:4],
        "--config",
        "deploy/gunicorn.py",
        "--bind",
        "0.0.0.0:8000",
    ]


@pytest.mark.services
def test_web_starts_and_its_health_check_answers(surroundings):
    port = free_port()
    web = subprocess.Popen(outside(SERVICES["web"]["command"], port), cwd=ROOT, env=surroundings)
    probe = outside(SERVICES["web"]["healthcheck"]["test"][1:], port)
    try:
        wait_until(
            lambda: subprocess.run(probe, cwd=ROOT, capture_output=True, check=False).returncode == 0, "a healthy web"
        )
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=5) as answer:
            assert answer.status == 200
    finally:
        web.terminate()
        web.wait(timeout=20)
    assert subprocess.run(probe, cwd=ROOT, capture_output=True, check=False).returncode == 1


@pytest.mark.services
@pytest.mark.parametrize(("name", "sign"), [("worker", " ready."), ("scheduler", "")])
def test_worker_and_scheduler_start_and_end_when_asked(surroundings, tmp_path, name, sign):
    screen = tmp_path / "screen.txt"
    with screen.open("wb") as output:
        child = subprocess.Popen(
            outside(SERVICES[name]["command"], 0), cwd=ROOT, env=surroundings, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        wait_until(lambda: screen.stat().st_size > 0 and sign in screen.read_text(), f"the {name} is ready")
        assert child.poll() is None
    finally:
        child.terminate()
        code = child.wait(timeout=30)
    assert code in (0, -15), screen.read_text()
    assert "Traceback" not in screen.read_text()
