"""お問い合わせ: whom to call, what to have at hand, what helps at once (rows O-14, E-45)."""
