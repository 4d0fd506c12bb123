"""Facts and rules, pure: nothing here knows a device, a network or a screen, and time and randomness are arguments."""
