"""The whole world of one payment, walked exhaustively: till, worker, network and server with all their faults."""
