"""The Containerfile, built and run: a user without rights marks a class of a small Canvas in it, and its healthcheck tells.

Needs podman (no daemon) and the image it is made from; where no registry can be reached, `debootstrap` makes that one:
    debootstrap --variant=minbase bookworm root && tar -C root -c . | podman import - docker.io/library/debian:bookworm-slim
Where podman itself is in a container or a small machine, crun may know neither its cgroups nor its limits:
    PODMAN="--runtime runc --cgroup-manager cgroupfs" PODMAN_RUN="--ulimit nofile=1024:1024 --ulimit nproc=4096:4096"
PODMAN are options of podman itself, PODMAN_BUILD those of `podman build` (mounts for certificates, say), PODMAN_RUN of `run`.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.gradebook.lms.sites import canvas_server

ROOT = Path(__file__).parents[2]
IMAGE = "localhost/autograder-test"
pytestmark = [
    pytest.mark.live,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not shutil.which("podman"), reason="there is no podman"),
]


def podman(*words, check=True):
    """Return what podman says."""
    command = ["podman", *shlex.split(os.environ.get("PODMAN", "")), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0 or not check, f"{words}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def image():
    """Return the image, built as the administrators' page says."""
    if "bookworm-slim" not in podman("images", check=False) and "PODMAN_PULL" not in os.environ:
        pytest.skip("there is no debian:bookworm-slim here, and PODMAN_PULL does not ask for it")
    podman(
        "build",
        "--format",
        "docker",
        *shlex.split(os.environ.get("PODMAN_BUILD", "")),
        "-t",
        IMAGE,
        "-f",
        "Containerfile",
        ROOT,
    )
    return IMAGE


def test_a_container_marks_a_class_and_says_it_is_well(image, tmp_path):
    answer = (ROOT / "solutions/02_noise/02_noise.py").read_bytes()
    (tmp_path / "token").write_text(canvas_server.TOKEN)
    (tmp_path / "token").chmod(0o644)
    with canvas_server.canvas() as server:
        for user in (11, 12):
            server.enrol(user, f"Student {user}", f"u{user}@example.org")
            server.hand_in(user, "tp2.py", answer if user == 11 else b"def add_gaussian_noise(x): return x\n")
        (tmp_path / "lms.toml").write_text(
            f'system = "canvas"\nurl = "{server.url}"\ncourse = "7"\n[assignments]\n02_noise = 4711\n'
        )
        name = f"autograder-test-{os.getpid()}"
        podman(
            "run", "-d", "--name", name, "--network", "host", *shlex.split(os.environ.get("PODMAN_RUN", "")),
            "--security-opt", "seccomp=unconfined", "--security-opt", "apparmor=unconfined", "--security-opt", "unmask=ALL",
            "-v", f"{tmp_path}/lms.toml:/course/assignments/lms.toml:ro", "-v", f"{tmp_path}/token:/run/secrets/token:ro",
            image,
        )  # fmt: skip
        try:
            end = time.monotonic() + 1200
            while any(row["score"] is None for row in server.submissions.values()):
                assert time.monotonic() < end, podman("logs", name)
                time.sleep(2)
            assert server.submissions[11]["score"] == 20
            assert server.submissions[12]["score"] < 20
            assert podman("exec", name, "id", "-u").split()[-1] == "10001"
            doctor = podman("exec", name, "autograder", "doctor", check=False)
            print(doctor)
            podman("healthcheck", "run", name)
            podman("exec", name, "touch", "-d", "1 hour ago", "/results/sync/alive")
            assert "unhealthy" in podman("healthcheck", "run", name, check=False)
            podman("stop", "-t", "30", name)
            assert "ERROR" not in podman("logs", name)
        finally:
            podman("rm", "-f", name, check=False)
