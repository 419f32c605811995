"""What all tests share: how many examples hypothesis tries, and the real workplan."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("short", max_examples=60, deadline=None, derandomize=True)
settings.register_profile(
    "soak", max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
)
settings.load_profile("soak" if os.environ.get("IAGKG_SOAK") else "short")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def real_workplan() -> Path:
    return ROOT / "data" / "workplans" / "iag_tsc_2025_2027.txt"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print at the end what tests have to say, such as the seeds of moments drawn at random."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    for line in [words for report in reports for key, words in report.user_properties if key == "said"]:
        terminalreporter.write_line(str(line))
