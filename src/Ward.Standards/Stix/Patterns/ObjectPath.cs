using System.Globalization;

namespace Ward.Standards.Stix.Patterns;

/// <summary>The way to a property: object type, then properties and list places (STIX 2.1, 9.7).</summary>
/// <param name="Steps">At least one; the first is a property.</param>
public sealed record ObjectPath(string Type, IReadOnlyList<PathStep> Steps)
{
    private string? canonical;

    /// <summary>The same as <see cref="ToString"/>, made once.</summary>
    public string Canonical => canonical ??= ToString();

    public bool Equals(ObjectPath? other) => other is not null && Canonical == other.Canonical;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Canonical);

    /// <summary>As in a pattern, without quotes: 'file:hashes.SHA-256'.</summary>
    public override string ToString() => Type + ":" + string.Concat(Steps.Select((s, i) => s switch
    {
        PathStep.Property p => i == 0 ? p.Name : "." + p.Name,
        PathStep.Place { Index: { } index } => $"[{index.ToString(CultureInfo.InvariantCulture)}]",
        PathStep.Place => "[*]",
        _ => throw new InvalidOperationException("A step is a property or a place."),
    }));
}
