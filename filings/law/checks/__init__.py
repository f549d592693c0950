"""The checks of a case against the law, one module each; registry.py lists them."""
