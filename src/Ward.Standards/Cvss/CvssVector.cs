using System.Globalization;
using System.Text;

namespace Ward.Standards.Cvss;

/// <summary>
/// A vector of CVSS 3.0, 3.1 or 4.0 with its score (FIRST, CVSS v3.1 and v4.0 specification documents). Immutable;
/// equal where every metric has the same value, however the text was ordered.
/// </summary>
public sealed class CvssVector : IEquatable<CvssVector>
{
    private readonly string[] values;
    private readonly Lazy<double> score;

    internal CvssVector(CvssVersion version, string[] values)
    {
        (Version, this.values) = (version, values);
        score = new(() => version == CvssVersion.V40 ? Cvss4Score.Of(this) : Cvss3Score.Of(this), LazyThreadSafetyMode.PublicationOnly);
    }

    public CvssVersion Version { get; }

    /// <summary>The value of a metric by short names; 'X' where an optional one is not defined.</summary>
    /// <exception cref="ArgumentException">The version has no such metric.</exception>
    public string this[string metric] =>
        CvssMetrics.Place(Version, metric) is var place and >= 0 ? values[place] : throw new ArgumentException($"CVSS {Label(Version)} has no metric {metric}.", nameof(metric));

    /// <summary>0.0 to 10.0 in steps of 0.1, from every metric that is defined: base, threat or temporal, environmental.</summary>
    public double Score => score.Value;

    public CvssSeverity Severity => Rate(Score);

    /// <summary>The same vector with its base metrics alone.</summary>
    public CvssVector Base
    {
        get
        {
            var metrics = CvssMetrics.Of(Version);
            return new(Version, [.. values.Select((v, i) => metrics[i].IsMandatory ? v : "X")]);
        }
    }

    /// <summary>Which groups the score comes from (CVSS 4.0, section 1.3): CVSS-B, CVSS-BT, CVSS-BE or CVSS-BTE. CVSS 3 has no such names; the same are used.</summary>
    public string Nomenclature => $"CVSS-B{(Defines(CvssGroup.Threat) ? "T" : "")}{(Defines(CvssGroup.Environmental) ? "E" : "")}";

    /// <summary>True where a metric of the group has a value other than 'X'.</summary>
    public bool Defines(CvssGroup group)
    {
        var metrics = CvssMetrics.Of(Version);
        for (var i = 0; i < values.Length; i++)
            if (metrics[i].Group == group && values[i] != "X") return true;
        return false;
    }

    /// <summary>The rating of a score of CVSS 3 or 4.</summary>
    public static CvssSeverity Rate(double score) => score switch
    {
        <= 0 => CvssSeverity.None,
        < 4 => CvssSeverity.Low,
        < 7 => CvssSeverity.Medium,
        < 9 => CvssSeverity.High,
        _ => CvssSeverity.Critical,
    };

    /// <summary>Reads a vector strictly: version, every base metric, each metric once, known values; in the order of the specification for 4.0, in any for 3.</summary>
    public static bool TryRead(string text, out CvssVector vector, out CvssError error) => CvssReader.TryRead(text, out vector, out error);

    /// <summary>The vector in the order of its specification, without metrics that are not defined.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("CVSS:").Append(Label(Version));
        var metrics = CvssMetrics.Of(Version);
        for (var i = 0; i < values.Length; i++)
            if (values[i] != "X") text.Append(CultureInfo.InvariantCulture, $"/{metrics[i].Name}:{values[i]}");
        return text.ToString();
    }

    public bool Equals(CvssVector? other) => other is not null && Version == other.Version && values.AsSpan().SequenceEqual(other.values);

    public override bool Equals(object? obj) => Equals(obj as CvssVector);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>The value of the modified metric where it is defined, else that of the base metric.</summary>
    internal string Effective(string metric) => this["M" + metric] is var modified && modified != "X" ? modified : this[metric];

    internal static string Label(CvssVersion version) => version switch
    {
        CvssVersion.V30 => "3.0",
        CvssVersion.V31 => "3.1",
        CvssVersion.V40 => "4.0",
        _ => throw new ArgumentOutOfRangeException(nameof(version)),
    };
}
