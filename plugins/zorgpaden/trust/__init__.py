"""What makes a built site one that can be trusted: scanned, listed with hashes, and put in place in one step."""
