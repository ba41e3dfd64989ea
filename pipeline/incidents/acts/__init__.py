"""Which words of a text tell which act."""
