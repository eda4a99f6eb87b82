namespace Ward.Prescribe.Pictures;

/// <summary>The likeliest ways to services as nodes and edges, with what a plan cuts; where each stands, in columns of zones, is told too.</summary>
/// <param name="Columns">Titles of the columns, left to right: zones, then the services.</param>
/// <param name="Cuts">The measures of the plan in words; edges name them by number, from 1.</param>
/// <param name="Ways">The same ways as sentences, likeliest first: what somebody reads who does not see the picture.</param>
public sealed record PathPicture(
    string Title, IReadOnlyList<string> Columns, IReadOnlyList<PictureNode> Nodes, IReadOnlyList<PictureEdge> Edges, IReadOnlyList<string> Cuts, IReadOnlyList<string> Ways);
