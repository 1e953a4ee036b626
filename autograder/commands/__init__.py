"""The command line, a module a command, each thin: it reads options, calls the rooms below and prints.

May import every room; nobody imports it. `autograder.commands.main.main` is the program.
"""
