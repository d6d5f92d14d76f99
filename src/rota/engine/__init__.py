"""How plans are found: greedily, then exactly where that is possible, else by improving one neighbourhood after another."""
