"""The guided interview in a browser: a WSGI application without a thread, a process, a socket or a clock of its own."""
