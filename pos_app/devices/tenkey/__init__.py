"""Tenkeys (numeric pads): how a card number gets from a customer's lips to the processor, and stays nowhere."""
