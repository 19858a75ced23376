"""Floor 4: tapes, settings and exports of data on disk: versioned, validated, atomic."""
