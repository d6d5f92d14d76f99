"""Commands about frameworks and maps."""
