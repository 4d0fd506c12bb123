"""A simulated encrypting pad: a program of its own, so that a card's number is in no memory but the pad's."""
