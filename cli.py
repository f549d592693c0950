"""`python cli.py …` in a checkout is the installed command `filings`."""

from filings.__main__ import main

if __name__ == "__main__":
    main()
