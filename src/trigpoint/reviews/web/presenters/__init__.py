"""What pages of reviews say, from what queries found."""
