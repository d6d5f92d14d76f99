"""What may be done with programmes and partnerships, by whom."""
