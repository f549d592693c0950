"""Many cases at once: what is made, where it is kept, what is told of it."""
