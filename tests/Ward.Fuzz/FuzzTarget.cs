namespace Ward.Fuzz;

/// <summary>Something that takes any bytes.</summary>
/// <param name="Group">What it is one of; the tests run a group at a time.</param>
/// <param name="Read">Returns, whatever the bytes; throws where it finds that something is not as promised.</param>
/// <param name="Seeds">Inputs that it understands; at least one.</param>
internal sealed record FuzzTarget(string Name, string Group, Action<byte[]> Read, IReadOnlyList<byte[]> Seeds);
