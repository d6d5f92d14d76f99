"""Who plans, and who may know what of it."""
