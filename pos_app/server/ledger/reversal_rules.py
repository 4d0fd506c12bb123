"""What a reversal finds (design rules 4 and 5): it is never refused, and never touches another terminal's payment."""

from pos_app.server.ledger.void_rules import Payment
from pos_app.wire.operations import ReversalEffect
from pos_app.wire.payments import PaymentState


def decide_reversal(original: Payment | None) -> ReversalEffect:
    """Say what is to be done about the terminal's own payment; None: it was never seen."""
    if original is None:
        return ReversalEffect.TOMBSTONE
    if original.state is PaymentState.CAPTURED:
        return ReversalEffect.COMPENSATED
    return ReversalEffect.NOTHING
