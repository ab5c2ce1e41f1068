"""People meet the assistant: the command line and the web chat."""
