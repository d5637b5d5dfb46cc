"""Articles that go on on another page of the same issue."""
