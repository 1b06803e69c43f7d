"""The shell: what starts and frames the program."""
