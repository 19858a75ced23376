"""What every floor may use of the disk: careful writing, named problems, where things lie."""
