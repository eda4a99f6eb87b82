namespace Ward.Standards.Otm;

/// <param name="Zone">Id of the trust zone that holds it, by way of its parents.</param>
/// <param name="Parent">Id of the component that it is part of, or null.</param>
public sealed record OtmComponent(string Id, string Name, string Type, string? Zone, string? Parent, IReadOnlyList<string> Tags);
