"""The panels of the Explore page: editor, inspector, timeline, output."""
