namespace Ward.Standards.Cvss;

internal static class CvssReader
{
    /// <summary>No vector with every metric of 4.0 is longer.</summary>
    private const int Longest = 512;

    private static readonly CvssVersion[] Versions = [CvssVersion.V30, CvssVersion.V31, CvssVersion.V40];

    public static bool TryRead(string text, out CvssVector vector, out CvssError error)
    {
        (vector, error) = (null!, null!);
        const string prefix = "CVSS:";
        if (text.Length > Longest) return Refuse(Longest, "", $"at most {Longest} characters", out error);
        if (!text.StartsWith(prefix, StringComparison.Ordinal)) return Refuse(0, "", "a vector that begins with CVSS:3.0, CVSS:3.1 or CVSS:4.0", out error);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var label = slash < 0 ? text[prefix.Length..] : text[prefix.Length..slash];
        var known = Array.FindIndex(Versions, v => CvssVector.Label(v) == label);
        if (known < 0) return Refuse(prefix.Length, "", "the version 3.0, 3.1 or 4.0", out error);

        var version = Versions[known];
        var metrics = CvssMetrics.Of(version);
        var values = new string?[metrics.Count];
        var last = -1;
        for (var at = slash; at >= 0 && at < text.Length;)
        {
            var start = at + 1;
            at = text.IndexOf('/', start);
            var part = at < 0 ? text[start..] : text[start..at];
            if (!TryMetric(version, part, start, values, ref last, out error)) return false;
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is null && metrics[i].IsMandatory) return Refuse(text.Length, metrics[i].Name, "every base metric to have a value", out error);
            values[i] ??= "X";
        }

        vector = new CvssVector(version, values!);
        return true;
    }

    private static bool TryMetric(CvssVersion version, string part, int start, string?[] values, ref int last, out CvssError error)
    {
        error = null!;
        var metrics = CvssMetrics.Of(version);
        var colon = part.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? part : part[..colon];
        var place = CvssMetrics.Place(version, name);
        if (place < 0) return Refuse(start, "", $"a metric of CVSS {CvssVector.Label(version)}", out error);
        if (colon < 0) return Refuse(start + name.Length, name, "':' and a value", out error);
        var value = part[(colon + 1)..];
        if (values[place] is not null) return Refuse(start, name, "each metric once", out error);
        if (!metrics[place].Values.Contains(value)) return Refuse(start + colon + 1, name, $"one of {string.Join(", ", metrics[place].Values)}", out error);
        // CVSS 3.1, section 6, takes any order; CVSS 4.0, section 7, does not.
        if (version == CvssVersion.V40 && place < last) return Refuse(start, name, $"the order of the specification, in which it comes before {metrics[last].Name}", out error);
        (values[place], last) = (value, place);
        return true;
    }

    private static bool Refuse(int position, string metric, string expected, out CvssError error)
    {
        error = new CvssError(position, metric, expected);
        return false;
    }
}
