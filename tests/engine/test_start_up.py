"""What a process of the tool does not import before it is used, and that it can be used all the same."""

import subprocess
import sys


def _run(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def test_spacys_command_line_waits_until_it_is_used() -> None:
    program = (
        "import sys, tallywire.annotate.model, spacy\n"
        "print('weasel' in sys.modules, bool(spacy.info(silent=True)))\n"
        "import spacy.cli\n"
        "print(callable(spacy.cli.download), hasattr(spacy.cli, 'nothing'))"
    )
    assert _run(program).split() == ["False", "True", "True", "False"]


def test_pandas_waits_until_a_table_is_converted() -> None:
    program = (
        "import sys, pyarrow as pa\n"
        "from tallywire.engine.lean import spare_pandas\n"
        "spare_pandas()\n"
        "table = pa.table({'a': [1, None]})\n"
        "print('pandas' in sys.modules, table.to_pandas().a.isna().sum(), 'pandas' in sys.modules)\n"
        "import pandas\n"
        "print(pa.array(pandas.Series([1.0, float('nan')])).null_count)"
    )
    assert _run(program).split() == ["False", "1", "True", "1"]
