"""The command line: arguments in, messages and exit codes out. No logic lives here; `main` is the way in."""
