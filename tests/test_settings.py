"""Settings: where they come from, which wins, and what a wrong one says."""

from datetime import date
from pathlib import Path

import pytest

from tallywire.errors import UsageError
from tallywire.settings import load_settings


def test_the_command_line_wins_over_the_environment_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "run.toml"
    file.write_text('model = "from_file"\nsplit = "never"\nas_of = 2025-02-03\n')
    monkeypatch.setenv("TALLYWIRE_MODEL", "from_environment")
    monkeypatch.setenv("TALLYWIRE_SPLIT", "always")
    settings = load_settings(file, split="auto", encoding=None)
    assert (settings.model, settings.split, settings.as_of) == ("from_environment", "auto", date(2025, 2, 3))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("split = 'sometimes'", "'split'"),
        ("colour = 'red'", "'colour': there is no such setting"),
        ("encoding = 'utf-88'", "'encoding': there is no such encoding"),
        ("encoding = 'rot13'", "'encoding': there is no such encoding"),
        ("split = ", "settings file"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "run.toml"
    file.write_text(content)
    with pytest.raises(UsageError, match=says):
        load_settings(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.toml"):
        load_settings(tmp_path / "none.toml")


def test_lists_in_the_environment_are_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALLYWIRE_INCLUDE", '["*.txt", "*.md"]')
    assert load_settings().include == ("*.txt", "*.md")
    monkeypatch.setenv("TALLYWIRE_INCLUDE", "*.txt")
    with pytest.raises(UsageError, match="TALLYWIRE_"):
        load_settings()
