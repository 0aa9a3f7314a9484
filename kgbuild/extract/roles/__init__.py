"""What a paper is to each thing that it names: features, judgement, and choice."""
