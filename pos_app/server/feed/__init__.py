"""What happened in a store, in the order of commit, for tills that wait for it."""
