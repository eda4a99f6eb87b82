namespace Ward.Standards.BloodHound;

/// <summary>What files of one collection say together.</summary>
/// <param name="Objects">By identifier.</param>
/// <param name="Edges">Dangerous rights that are not those of the domain's own administrators; the first <see cref="BloodHoundReader.MostEdges"/>.</param>
/// <param name="EdgeCount">How many there are of each right.</param>
/// <param name="Versions">Of the format, of all files.</param>
/// <param name="Failed">Computers on which something could not be collected.</param>
public sealed record DirectoryCollection(IReadOnlyDictionary<string, DirectoryObject> Objects, IReadOnlyList<DirectoryEdge> Edges, IReadOnlyDictionary<string, int> EdgeCount, IReadOnlyList<int> Versions, int Failed);
