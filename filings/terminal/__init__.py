"""The guided interview in a terminal: lines read, sentences said. No curses, nothing but words: a pipe can drive it."""
