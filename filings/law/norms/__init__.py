"""The stored law: acts and provisions by day, and how a paper cites them."""
