"""The files of `docs/ci`: their steps run as CI runs them, but for installing, and actions of GitHub's own."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from .rules import require_junit

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CI = ROOT / "docs" / "ci"


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((CI / name).read_text(encoding="utf-8"))
    return found


def _run(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script as CI does, beside a submission that fails some checks."""
    shutil.copy(ROOT / "examples" / "submitted" / "s007" / "ps1_tensors" / "ps1_tensors.py", folder)
    program = folder / "bin" / "autograder"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m autograder.commands.main "$@"\n')
    program.chmod(0o755)
    own = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script], cwd=folder, env=own, capture_output=True, text=True, check=False
    )


def test_classroom_gets_points_and_a_summary(tmp_path: Path) -> None:
    """Names are those that Classroom looks for; the points are those of the visible checks."""
    workflow = _read("github-classroom.yml")
    assert workflow["name"] == "Autograding Tests"
    (job,) = workflow["jobs"].items()
    assert job[0] == "run-autograding-tests"
    steps = {step.get("id") or step.get("name"): step for step in job[1]["steps"]}
    output, summary = tmp_path / "output", tmp_path / "summary"
    done = _run(
        steps["checks"]["run"], tmp_path, **job[1]["env"],
        GITHUB_OUTPUT=str(output), GITHUB_STEP_SUMMARY=str(summary),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    key, _, value = output.read_text().strip().partition("=")
    result = json.loads(base64.b64decode(value))
    assert (key, result["status"]) == ("result", "fail")
    assert 0 < sum(test["score"] for test in result["tests"]) < result["max_score"]
    assert summary.read_text().startswith("## ps1\\_tensors: ")
    (runner,) = steps["Report"]["with"].values()
    assert list(steps["Report"]["env"]) == [f"{runner.upper()}_RESULTS"]


def test_pull_request_fails_and_has_its_comment(tmp_path: Path) -> None:
    """A check that fails fails the job, and what there is to say is there before."""
    job = _read("github-pull-request.yml")["jobs"]["checks"]
    (script,) = (step["run"] for step in job["steps"] if step.get("id") == "checks")
    done = _run(script, tmp_path, **job["env"])
    assert done.returncode == 1, done.stderr
    assert "### sigmoid: " in (tmp_path / "out" / "comment.md").read_text()


def test_gitlab_shows_each_check_as_a_test(tmp_path: Path) -> None:
    """The job fails if one does, and what it reports is where the file says."""
    job = _read("gitlab-ci.yml")["checks"]
    done = _run("\n".join(job["script"]), tmp_path, **job["variables"])
    assert done.returncode == 1, done.stderr
    root = require_junit((tmp_path / job["artifacts"]["reports"]["junit"]).read_text(encoding="utf-8"))
    assert {suite.get("name") for suite in root} == {"ps1_tensors"}
    assert sum(case.find("failure") is not None for case in root.iter("testcase")) > 0
