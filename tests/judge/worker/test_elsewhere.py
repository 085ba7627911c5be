"""Modules that no grader has."""

import importlib
import json
import sys

import pytest

from autograder.judge.worker import elsewhere

NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "source": "# x"},
        {"cell_type": "code", "source": ["!ls\n", "value = 3"]},
    ]
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    before, finders = set(sys.modules), [*sys.meta_path]
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "of_a_notebook.ipynb").write_text(json.dumps(NOTEBOOK))
    elsewhere.install()
    yield tmp_path
    sys.meta_path[:] = finders
    for name in set(sys.modules) - before:
        del sys.modules[name]


def test_colabs_upload_gives_what_lies_beside(folder):
    (folder / "s.json").write_bytes(b"[1]")
    importlib.import_module("google.colab.drive").mount("/content/drive", force_remount=True)

    assert importlib.import_module("google.colab.files").upload()["s.json"] == b"[1]"


@pytest.mark.parametrize("importer", ["import_ipynb", "nbimporter", "importnb"])
def test_a_notebook_is_a_module_after_its_importer_was_imported(importer, folder):
    importlib.import_module(importer)

    assert importlib.import_module("of_a_notebook").value == 3


def test_a_notebook_is_no_module_of_itself(folder):
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("of_a_notebook")


def test_ipynb_fs_names_the_notebook(folder):
    assert importlib.import_module("ipynb.fs.full.of_a_notebook").value == 3


def test_it_is_there_once(folder):
    count = len(sys.meta_path)

    elsewhere.install()

    assert len(sys.meta_path) == count
