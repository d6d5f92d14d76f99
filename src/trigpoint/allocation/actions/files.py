"""Take in what people and schools can give, from a file."""
