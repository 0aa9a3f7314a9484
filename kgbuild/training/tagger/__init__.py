"""Learning the tagger: annotations laid on tokens, lessons, the network's steps, and the vectors of a corpus's words."""
