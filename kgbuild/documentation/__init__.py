"""The ontology for people: its terms as tables and a page with a diagram, its concepts as SKOS."""
