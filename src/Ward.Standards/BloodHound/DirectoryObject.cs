namespace Ward.Standards.BloodHound;

/// <summary>A user, group, computer or domain as the collector saw it.</summary>
/// <param name="Id">SID or other object identifier, upper case.</param>
/// <param name="Name">As BloodHound names it: <c>ALICE@CITY.EXAMPLE</c>, of computers the DNS name; empty where it is not said.</param>
/// <param name="Account">samAccountName, by which Windows logs call it, or null.</param>
/// <param name="IsEnabled">True too where it is not said.</param>
/// <param name="IsHighValue">adminCount, highvalue or tier zero.</param>
/// <param name="System">Operating system of a computer, or null.</param>
/// <param name="PrimaryGroup">Identifier of the group that is not among its memberships, or null.</param>
/// <param name="Members">Of a group: identifiers.</param>
/// <param name="Access">Of a computer: who may enter it.</param>
/// <param name="Sessions">Of a computer: whose credentials lie there, identifiers.</param>
public sealed record DirectoryObject(
    string Id, DirectoryKind Kind, string Name, string? Account, bool IsEnabled, bool IsHighValue, string? System, string? PrimaryGroup, IReadOnlyList<string> Members, IReadOnlyList<ComputerAccess> Access, IReadOnlyList<string> Sessions);
