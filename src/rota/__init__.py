"""Teams and dates for peer reviews as an optimisation problem: pure, with no Django."""
