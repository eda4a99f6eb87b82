namespace Ward.Standards.Otm;

/// <param name="Source">Id of a component or zone.</param>
public sealed record OtmFlow(string Id, string Name, string Source, string Destination, bool Bidirectional, IReadOnlyList<string> Tags);
