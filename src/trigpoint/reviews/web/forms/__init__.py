"""Forms of reviews. They check what was typed and never save."""
