using System.Collections.Frozen;

namespace Ward.Standards.OpenC2;

/// <summary>Actions by their names on the wire.</summary>
public static class ActionNames
{
    private static readonly string[] Names = [.. Enum.GetValues<OpenC2Action>().Select(a => a.ToString().ToLowerInvariant())];
    private static readonly FrozenDictionary<string, OpenC2Action> ByName =
        Enum.GetValues<OpenC2Action>().ToFrozenDictionary(a => a.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public static string Name(this OpenC2Action action) => Names[(int)action];

    /// <summary>Case-sensitive, as the specification writes them.</summary>
    public static bool TryRead(string text, out OpenC2Action action) => ByName.TryGetValue(text, out action);
}
