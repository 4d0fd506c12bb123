"""設定: what is chosen on this PC (D-16, D-28), with tests of server, camera and hand scanner."""
