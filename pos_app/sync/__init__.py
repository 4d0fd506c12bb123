"""The way to the server and what the till keeps on disk: journal, outbox, client, worker, feed, credentials."""
