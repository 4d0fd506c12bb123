"""開店前チェック: is everything there that a day at the counter needs?"""
