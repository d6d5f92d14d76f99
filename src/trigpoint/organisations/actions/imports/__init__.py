"""
How a register file becomes rows.

opening: files (bytes to rows) -> layouts (which kind, which column), periods (which year, which day) -> establishments,
groups, wales (a row to what it says) -> facts (what is said to what is held) -> shelves (tables, in batches) -> settle
(what only all rows decide). Tables of figures: figures, signs, national (a row to numbers and signs) -> tables.
"""
