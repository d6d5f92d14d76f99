"""Pages and HTTP API of programmes."""
