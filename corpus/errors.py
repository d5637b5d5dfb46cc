"""The one exception base of anliku; every error a user can cause derives from it."""


class AnlikuError(Exception):
    """Something the user can mend: the message says what happened, where, and what to do.

    The command line shows it as one line on stderr and exits with code 1.
    """
