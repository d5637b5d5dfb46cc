"""The case record: what a case tells, and the sentences each field rests on."""
