"""The till that never loses a payment: a merchant's point-of-sale terminal and its reference server."""
