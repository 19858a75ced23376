"""Floor 4: runs programs in a child process."""
