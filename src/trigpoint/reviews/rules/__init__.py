"""Who may do what in a review, when, and which guards a choice breaks."""
