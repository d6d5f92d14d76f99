"""
The language of review models: what a model file may say, and what it means.

Standard library only (the checks read YAML and JSON Schema too): `trigpoint models check` runs without Django.
"""
