"""The world around the till, for trying it out: a customer, a server of one's own, faults on the way."""
