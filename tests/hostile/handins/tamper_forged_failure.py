"""Claims a judge error and a network failure by a forged reply.

Must happen: never a JUDGE_ERROR; the claim is read as a failing answer, here of every later call too.
"""

# passes: 
# otherwise: exception

from autograder.judge.wire.protocol import Failure
from autograder.base.verdict import Reason


def double(values):
    from autograder.judge.worker import host

    host.converted = lambda *a: Failure(Reason.JUDGE, "not my fault")
    return values
