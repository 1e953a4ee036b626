"""``autograder doctor``."""

from __future__ import annotations

import sys

import click
from rich.console import Console

from autograder.commands.common import language_option, tell_of_other_installation
from autograder.language import of_locale, speak

__all__ = ["doctor"]


@click.command()
@language_option
def doctor(language: str | None) -> None:
    """Say what this machine can do, and what to do about what it cannot."""
    speak(language or of_locale())
    tell_of_other_installation()
    from autograder.local.doctor import examine, print_findings

    findings = examine()
    print_findings(Console(), findings)
    sys.exit(0 if all(finding.ok for finding in findings if finding.needed) else 1)
