"""Pages and HTTP API of frameworks."""
