"""A web server that reads one graph: pages, a SPARQL 1.1 endpoint with an editor, entities that resolve, a small JSON API."""
