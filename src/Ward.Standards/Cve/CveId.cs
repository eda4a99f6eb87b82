namespace Ward.Standards.Cve;

/// <summary>The number of a vulnerability in upper case: CVE-2021-44228 (CVE record format 5.1, cveId).</summary>
public readonly record struct CveId(string Value) : IComparable<CveId>
{
    public const string Expected = "a CVE number such as CVE-2021-44228";

    /// <summary>Case and blanks around it do not matter.</summary>
    public static bool TryRead(string text, out CveId id)
    {
        var trimmed = text.AsSpan().Trim();
        var good = trimmed.Length is >= 13 and <= 28 && trimmed.StartsWith("CVE-", StringComparison.OrdinalIgnoreCase) && trimmed[8] == '-'
            && !trimmed[4..8].ContainsAnyExceptInRange('0', '9') && !trimmed[9..].ContainsAnyExceptInRange('0', '9');
        id = new(good ? trimmed.ToString().ToUpperInvariant() : "");
        return good;
    }

    /// <summary>True for a number, false for the id of another register.</summary>
    public static bool Is(string text) => TryRead(text, out _);

    public int CompareTo(CveId other) => string.CompareOrdinal(Value, other.Value);

    public static bool operator <(CveId left, CveId right) => left.CompareTo(right) < 0;

    public static bool operator >(CveId left, CveId right) => left.CompareTo(right) > 0;

    public static bool operator <=(CveId left, CveId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(CveId left, CveId right) => left.CompareTo(right) >= 0;

    public override string ToString() => Value ?? "";
}
