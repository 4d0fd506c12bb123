"""Keys that are used once each: derived unique key per transaction (DUKPT), ANSI X9.24.

Pure derivation: nothing here keeps a key. A pad holds an initial key and counts; whoever holds the base derivation key
(BDK) finds the key of each of its messages from the key serial number (KSN) that comes with it.
"""
