"""`python -m mock_server` is `insights-mock`."""

from mock_server.cli import main

main(prog_name="insights-mock")
