"""Every error that communique raises on purpose; the message names the place and the remedy."""


class CommuniqueError(Exception):
    """Root of the tree: catch this to catch whatever communique says about its input or settings."""


class UsageError(CommuniqueError):
    """The call is wrong (missing path, occupied output folder): nothing was read, exit status 2."""


class DataError(CommuniqueError):
    """A file of the package (language data, gazetteer) breaks its own format: file, key and what was allowed."""


class InputError(CommuniqueError):
    """One input cannot be used; the run notes it in `rejects.jsonl` and goes on."""

    def __init__(self, source: str, stage: str, message: str) -> None:
        super().__init__(f"{source}: {message}")
        self.source, self.stage, self.message = source, stage, message


class SpanError(CommuniqueError):
    """A span does not say what the text says at its offsets: a bug, never written."""
