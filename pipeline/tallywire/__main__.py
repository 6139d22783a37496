"""`tallywire` as a command and as `python -m tallywire`. Light to import, as every process that it starts does so."""


def main() -> None:
    """Run the command line."""
    from tallywire.cli import main as command

    command()


if __name__ == "__main__":
    main()
