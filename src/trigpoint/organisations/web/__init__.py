"""Pages and calls of the register."""
