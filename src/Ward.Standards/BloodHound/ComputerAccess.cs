namespace Ward.Standards.BloodHound;

/// <param name="Principal">Identifier of a user, group or computer.</param>
public sealed record ComputerAccess(string Principal, DirectoryRight Right);
