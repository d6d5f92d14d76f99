"""Writes of the outbox: queue a mail, deliver it, pick up what stalled."""
