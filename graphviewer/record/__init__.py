"""Floor 2: live torch to tape. The only floor below the engine that imports torch."""
