"""Who may do what with a workshop and a plan."""
