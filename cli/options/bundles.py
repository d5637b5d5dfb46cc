"""Lets a command take the options that several commands share as one argument."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import get_type_hints

_Command = Callable[..., None]
_Maker = Callable[..., object]


def bundled(**makers: _Maker) -> Callable[[_Command], _Command]:
    """Put the options of makers into the place of parameters.

    ``@bundled(reading=reading_given)`` gives a command the options of ``reading_given`` instead of
    its parameter ``reading``, and calls the command with what ``reading_given`` made of them.

    Args:
        makers: by the name of a parameter, the function whose keyword parameters are options.
    """

    def change(command: _Command) -> _Command:
        @wraps(command)
        def run(**given: object) -> None:
            for name, maker in makers.items():
                options = {one: given.pop(one) for one in signature(maker).parameters}
                given[name] = maker(**options)
            command(**given)

        parameters = list(_parameters(command, makers))
        vars(run)["__signature__"] = Signature(parameters)
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        return run

    return change


def _parameters(command: _Command, makers: dict[str, _Maker]) -> Iterator[Parameter]:
    """Yield the parameters that typer shall see, with their annotations evaluated."""
    # What makers return is imported for type checkers only: help must come at once.
    unknown = {maker.__annotations__["return"]: object for maker in makers.values()}
    hints = get_type_hints(command, localns=unknown, include_extras=True)
    for name, parameter in signature(command).parameters.items():
        if name not in makers:
            yield parameter.replace(annotation=hints[name], kind=Parameter.KEYWORD_ONLY)
            continue
        options = get_type_hints(makers[name], localns=unknown, include_extras=True)
        for option in signature(makers[name]).parameters.values():
            yield option.replace(annotation=options[option.name])
