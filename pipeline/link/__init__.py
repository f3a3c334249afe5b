"""The ledger: commitments across articles and languages. Nothing here yet; it comes with its own issue."""
