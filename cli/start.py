"""Where the command starts: sees to Ctrl-C before anything is imported that takes time."""

from __future__ import annotations

import os

#: Exit code of a command that Ctrl-C ended, as shells have it: 128 and the number of the signal.
INTERRUPTED = 130

#: What such a command says if it has nothing better to say.
STOPPED = "anliku: stopped by Ctrl-C"


def run() -> None:
    """Run the command line; Ctrl-C ends it with one line, at whatever moment it comes."""
    try:
        import signal

        heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if heeded:  # what runs behind nohup ignores Ctrl-C, and goes on to
            signal.signal(signal.SIGINT, _leave)
        from .main import run as run_command

        try:
            if heeded:  # from here on there may be things to put away first
                signal.signal(signal.SIGINT, signal.default_int_handler)
            run_command()
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # the little that is left is exit itself
    except KeyboardInterrupt:
        _leave()


def _leave(*_: object) -> None:
    """End at once, from the handler itself: what is being imported may swallow exceptions."""
    os.write(2, f"{STOPPED}\n".encode())
    os._exit(INTERRUPTED)
