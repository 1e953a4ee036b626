"""``autograder doctor``."""

from __future__ import annotations

import sys

import click
from rich.console import Console

from autograder.commands.common import tell_of_other_installation

__all__ = ["doctor"]


@click.command()
def doctor() -> None:
    """Say what this machine can do, and what to do about what it cannot."""
    tell_of_other_installation()
    from autograder.local.doctor import examine, print_findings

    findings = examine()
    print_findings(Console(), findings)
    sys.exit(0 if all(finding.ok for finding in findings if finding.needed) else 1)
