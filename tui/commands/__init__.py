"""What the command line can do, a room for each group of commands.

A command imports what it needs when it runs, so that `referat --help` answers at once.
"""
