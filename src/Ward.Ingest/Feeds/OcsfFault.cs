using Ward.Standards.Ocsf;

namespace Ward.Ingest.Feeds;

/// <summary>One way in which lines of a feed are no valid OCSF.</summary>
/// <param name="Path">Where, numbers of array elements as [].</param>
/// <param name="Expected">Of the last line that had it.</param>
/// <param name="Found">The same; hostile text, cut and made safe to show.</param>
/// <param name="Lines">How many lines had it.</param>
public sealed record OcsfFault(OcsfProblemKind Kind, string Path, string Expected, string Found, long Lines);
