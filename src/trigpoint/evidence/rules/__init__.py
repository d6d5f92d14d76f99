"""Who may see and keep evidence, and what a note may say."""
