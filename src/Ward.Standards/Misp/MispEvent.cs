namespace Ward.Standards.Misp;

/// <summary>A MISP event, as far as its attributes go (MISP core format).</summary>
public sealed record MispEvent(string Uuid, string Info, IReadOnlyList<MispAttribute> Attributes);
