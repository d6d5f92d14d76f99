"""Who may see and settle what the team finds, and what a position must rest on."""
