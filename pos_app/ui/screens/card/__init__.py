"""電話注文(カード): what the caller says is keyed, authorised, confirmed, captured (T-01, T-04..T-10, D-10, D-20).

What is drawn is decided by pure functions of a snapshot and a draft (``*_view``); the panes only draw it. No widget
here ever holds a digit of a card number: the pop-up knows how many keys came, and no more.
"""
