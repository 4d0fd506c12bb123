"""The card processor of the reference server: it opens what was sealed, keeps tokens, and authorises and captures."""
