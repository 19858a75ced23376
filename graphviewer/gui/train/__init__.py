"""The Train page's parts: settings, charts, pictures, transport."""
