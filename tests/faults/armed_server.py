"""The server, to be killed at a point: ``python -m tests.faults.armed_server POINT NTH`` and the server's arguments."""

import sys

from pos_app.server import main
from tests.faults.crash_points import arm

if __name__ == "__main__":
    arm(sys.argv[1], int(sys.argv[2]))
    sys.exit(main.run(sys.argv[3:]))
