using System.Net;

namespace Ward.Predict.AttackGraphs;

/// <summary>A foothold as a node of its own, with the steps that start from it.</summary>
/// <param name="Node">Number of the node, after those of the graph.</param>
/// <param name="Offset">-ln of the belief.</param>
/// <param name="Address">The source address, or null where the foothold is an asset.</param>
/// <param name="Asset">Index of the held asset, or -1.</param>
/// <param name="FirstEdge">Its steps are numbered from here …</param>
/// <param name="BeforeEdge">… to before here.</param>
public sealed record Stand(int Node, Foothold Foothold, double Offset, IPAddress? Address, int Asset, int FirstEdge, int BeforeEdge);
