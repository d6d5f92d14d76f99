"""Tags of this context."""
