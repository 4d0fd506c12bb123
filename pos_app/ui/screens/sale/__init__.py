"""QRコード決済: amount, customer's code, outcome (E-28..E-32, D-12, D-13, D-15, D-18, D-21..D-24).

What is drawn is decided by pure functions of a snapshot and a draft (``*_view``); the panes only draw it.
"""
