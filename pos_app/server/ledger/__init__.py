"""The books: what an operation may do, and how it is written down.

Rules (``*_rules``, ``spending``) are pure functions over facts; ``facts`` reads those within the transaction;
``booking`` writes what was decided; ``operations`` joins the three. Everything here runs as a job of the writer.
"""
