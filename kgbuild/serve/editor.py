"""The query editor."""
EDITOR_ROUTES = []
