"""How long an impact evaluation takes, beside R where R is there: `make bench-impact`."""
