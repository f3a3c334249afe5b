"""Facts that hold in every language: states, organisations, parties, offices and who held them when."""
