using Ward.Ingest;

namespace Ward.Detect.Testing;

/// <summary>A line of a test as an event of its own, which stays.</summary>
/// <param name="Number">Among the lines of the test, from 1.</param>
/// <param name="Understood">False where no decoder read it: then the event has little more than the line itself.</param>
public sealed record Sample(int Number, Event Event, bool Understood);
