namespace Ward.Standards.BloodHound;

/// <summary>A right over an object by which whoever holds one takes the other.</summary>
/// <param name="Principal">Who has it: an identifier.</param>
/// <param name="Right">GenericAll, WriteDacl, ForceChangePassword, …</param>
/// <param name="Target">Over what: an identifier.</param>
public sealed record DirectoryEdge(string Principal, string Right, string Target);
