"""Relations between the things that one paper names."""
