"""The `trigpoint rota …` commands. They start neither Django nor a database."""
