"""The window beside the till: the customer's phone, what it shows, what the network does, who works here."""
