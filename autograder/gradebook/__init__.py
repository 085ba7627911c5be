"""From verdicts to marks: a class's hand-ins in, scores, attempts, feedback, reports and LMS files out."""
