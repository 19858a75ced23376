"""What of a tape a canvas draws: its views as graphs, and what is left out or put together."""
