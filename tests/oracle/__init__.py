"""Second judge of the course: for each exercise a slow, obvious oracle, written from the contract alone.

It shares no code with checks or solutions, so that what the two say of one submission can be compared."""
