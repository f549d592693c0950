"""Grounds of dismissal: which are open to whom on which day, and the age limits of service."""
