"""How everything looks: tokens, one style sheet made from them, fonts, icons."""
