"""The JSON API: what a graph holds, searching by name, one node, what is around it, and the ready questions."""
