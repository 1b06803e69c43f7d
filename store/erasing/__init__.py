"""Takes meetings, or a person's name, out of the file and its copies for good.

What is erased is in no table, journal, index, log or backup afterwards; undo does not know it. What
has left the program, documents and packages, is not reached.
"""
