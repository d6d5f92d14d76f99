"""
Reads of schools and networks.

`schools` finds them, `known` says what is known of one and since when, `register` counts, `by_id` and `networks` fetch.
"""
