"""A real chromium and a real JupyterLab, for tests marked `browser`."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Where screenshots go, to be looked at: never committed.
PICTURES = ROOT / "dist/screenshots"


@pytest.fixture(scope="session")
def chromium():
    """Return a headless browser: the system's chromium, as Playwright's own cannot be downloaded everywhere."""
    playwright = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    quiet = [
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-sync",
        "--disable-component-update",
    ]
    with playwright.sync_playwright() as running:
        # Chromium refuses its own sandbox to root; the pages are ours.
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox", *quiet])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pictures():
    """Return the folder for screenshots."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES


@pytest.fixture
def page(chromium, pictures, request):
    """Return a new page; what it shows at the end is kept as last_NAME.png, for a test that failed."""
    page = chromium.new_page(viewport={"width": 1280, "height": 1000})
    yield page
    page.screenshot(path=pictures / f"last_{request.node.name[-24:]}.png".replace("/", "_"))
    page.close()


@pytest.fixture
def jupyter(tmp_path):
    """Return a function that serves a folder with JupyterLab, light or dark, and gives its address."""
    servers = []

    def serve(folder, theme="Light"):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        home = tmp_path / "home"
        themes = home / "settings/@jupyterlab/apputils-extension/themes.jupyterlab-settings"
        themes.parent.mkdir(parents=True, exist_ok=True)
        themes.write_text(json.dumps({"theme": f"JupyterLab {theme}"}), encoding="utf-8")
        environment = {
            **os.environ,
            "JUPYTER_CONFIG_DIR": str(home / "config"),
            "JUPYTER_DATA_DIR": str(home / "data"),
            "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
            "IPYTHONDIR": str(home / "ipython"),
            "AUTOGRADER_OFFLINE": "1",
        }
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"]
        options = [
            f"--port={port}",
            "--ServerApp.port_retries=0",
            "--IdentityProvider.token=",
            f"--ServerApp.root_dir={folder}",
        ]
        with (tmp_path / "jupyter.log").open("wb") as log:
            servers.append(subprocess.Popen([*command, *options], env=environment, stdout=log, stderr=log))
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/api/status", tmp_path / "jupyter.log")
        return address

    yield serve
    for server in servers:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address, log):
    end = time.monotonic() + 90
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text(errors='replace')[-2000:]}")
