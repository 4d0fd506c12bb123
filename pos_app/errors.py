"""The error tree.

::

    Exception
    ├── Fault            the world broke: a cable, a disk, a network; carries a reason that a program can read
    │   ├── ScannerFault     camera and decoder (pos_app.devices.scanner)
    │   ├── PadFault         a tenkey (pos_app.devices.tenkey)
    │   ├── JournalFault     the till's own records on disk (pos_app.sync.journal)
    │   ├── CredentialsFault the operating system's keyring, or the sealed file (pos_app.sync.credentials)
    │   ├── ServerFault      the way to the server, or the server itself (pos_app.sync.client)
    │   └── StoreFault       the server's database (pos_app.server.store)
    ├── Refusal          what was asked can't be: said to a person in words, nothing is broken
    └── Bug              we broke: never expected, logged with its traceback, never swallowed

A *declined* payment or an expired code is neither: it is an answer, and answers are values.
"""


class Fault(Exception):
    """Something outside the program failed; trying again may help.

    ``reason`` is a short machine-readable word from the raising module's own list, e.g. ``"camera_gone"``.
    ``detail`` is for the log and never holds a secret, a code or a card number.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class ScannerFault(Fault):
    """The camera or a decoder failed."""


class PadFault(Fault):
    """A tenkey can't be reached; the reason is a ``PadTrouble``."""


class JournalFault(Fault):
    """The till's journal can't be read or written."""


class CredentialsFault(Fault):
    """The store of secrets is locked, empty or missing."""


class ServerFault(Fault):
    """The server could not be asked, or did not answer as it must."""


class StoreFault(Fault):
    """The server's database can't be read or written."""


class Refusal(Exception):
    """What was asked for can't be done as asked; ``code`` says why and has its words in the translations."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Bug(Exception):
    """The program contradicted itself."""
