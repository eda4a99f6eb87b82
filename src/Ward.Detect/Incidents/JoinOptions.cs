using System.ComponentModel.DataAnnotations;

namespace Ward.Detect.Incidents;

/// <summary>When findings are one story, and how long and how large a story may become.</summary>
public sealed class JoinOptions
{
    /// <summary>Findings from one address join within this, sliding, event time. Default 2 h; 1 min to 7 d.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Findings that share only a host or a login join within this. Default 5 min; 1 s to 2 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "02:00:00")]
    public TimeSpan Proximity { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A step over a flow of the city joins within this, from the earlier finding to the later. Default 30 min; 1 s to 1 d.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Neighbourhood { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A repeat makes a new revision only when there was none for this long. Default 1 min; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Incidents open at once; the one not touched for longest is closed early, counted. Default 512; 8 to 100,000.</summary>
    [Range(8, 100_000)]
    public int Open { get; init; } = 512;

    /// <summary>Findings kept in an incident; the weakest of the old give way, counted. Default 32; 4 to 1,000.</summary>
    [Range(4, 1_000)]
    public int Findings { get; init; } = 32;

    /// <summary>Entities kept in an incident; further ones are counted only. Default 64; 8 to 1,000.</summary>
    [Range(8, 1_000)]
    public int Entities { get; init; } = 64;

    /// <summary>Characters of evidence lines kept in an incident; the oldest lines give way, counted. Default 65,536; 1,024 to 16,777,216.</summary>
    [Range(1_024, 16_777_216)]
    public int EvidenceCharacters { get; init; } = 65_536;
}
