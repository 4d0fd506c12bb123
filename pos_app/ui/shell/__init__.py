"""The frame around every screen: rail, bars, lock, and the way from one screen to another."""
