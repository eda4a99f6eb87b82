namespace Ward.Standards.OpenC2;

/// <summary>
/// Arguments of a command (section 3.3.1.4). Times are UTC with millisecond resolution; at most two of
/// start, stop and duration are given, the third follows from them.
/// </summary>
public sealed record OpenC2Args(
    DateTimeOffset? StartTime,
    DateTimeOffset? StopTime,
    TimeSpan? Duration,
    ResponseRequest? ResponseRequested,
    SlpfArgs? Slpf,
    IReadOnlyList<OpenC2Extension> Extensions)
{
    public bool Equals(OpenC2Args? other) => other is not null
        && StartTime == other.StartTime && StopTime == other.StopTime && Duration == other.Duration
        && ResponseRequested == other.ResponseRequested && Slpf == other.Slpf && Extensions.SequenceEqual(other.Extensions);

    public override int GetHashCode() => HashCode.Combine(StartTime, StopTime, Duration, ResponseRequested, Slpf, Extensions.Count);
}
