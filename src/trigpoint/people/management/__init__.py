"""Commands of `trigpoint people`."""
