"""A web server for one graph: pages, a SPARQL 1.1 endpoint with an editor, entities that resolve, and a small JSON API; read-only."""
