"""The command line: one thin file a command, in folders by what commands work on."""
