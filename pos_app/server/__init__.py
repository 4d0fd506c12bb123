"""The reference server: who may do what at which till, and the books.

What lies below what: ``main`` > ``app`` > ``api`` > ``ledger``, ``members``, ``feed`` > ``staff`` > ``store``.
"""
