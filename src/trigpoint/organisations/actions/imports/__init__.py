"""
How a register file becomes rows.

files (bytes to rows) -> layouts (which kind, which column) -> establishments, groups, links, wales (a row to what it
says) -> facts (what is said to what is held) -> shelves (tables, in batches) -> settle (what only all rows decide).
"""
