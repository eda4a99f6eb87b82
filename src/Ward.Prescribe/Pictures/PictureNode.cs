namespace Ward.Prescribe.Pictures;

/// <summary>One thing of a picture.</summary>
/// <param name="Id">Unique in the picture.</param>
/// <param name="Kind">'foothold', 'asset' or 'service'.</param>
/// <param name="Column">Number of its column, from 0 on the left.</param>
/// <param name="Row">Place in the column, from 0 at the top.</param>
/// <param name="Note">What is said beneath its name: the privilege that is gained, the chance that it stops; may be empty.</param>
/// <param name="IsAbove">True for a service whose likeliest way is above what it tolerates.</param>
public sealed record PictureNode(string Id, string Label, string Kind, int Column, int Row, string Note, bool IsAbove);
