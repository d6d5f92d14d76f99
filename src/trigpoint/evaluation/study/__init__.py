"""
A study: from a plan and two tables to a report that can be checked and repeated.

Plain files in, plain files out; neither Django nor a database. `run.run` is the one door: the command and the product's
background task go through it.
"""
