"""Who is who, and who is appointed to what."""
