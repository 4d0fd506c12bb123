"""Cards of the server's sandbox that a demo's caller may tell, and how each ends."""

from pos_app.ui.text import mark

EXPIRY = "1230"
"""As printed: December 2030."""
CARDS = (
    ("4242424242424242", mark("成功するカード")),
    ("4000000000000002", mark("断られるカード")),
    ("4000000000009995", mark("残高不足のカード")),
    ("3530111333300000", mark("成功するカード(JCB)")),
)
