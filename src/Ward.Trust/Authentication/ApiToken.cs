using Ward.City;

namespace Ward.Trust.Authentication;

/// <summary>A token by which a program or the CLI speaks to the API. The secret itself is shown once and kept nowhere.</summary>
/// <param name="Id">Public part, 16 lower-case hex digits.</param>
/// <param name="Secret">SHA-256 of the secret part, lower-case hex.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Owner">Whose doing its doing is: the name that the audit trail shows.</param>
/// <param name="Roles">Of <see cref="Roles.Role"/>; empty for one that may post lines and nothing else.</param>
/// <param name="Revoked">When it was taken back, or null.</param>
public sealed record ApiToken(
    CityId City,
    string Id,
    string Secret,
    string Name,
    string Owner,
    IReadOnlyList<string> Roles,
    DateTimeOffset Created,
    DateTimeOffset Expires,
    DateTimeOffset? Revoked)
{
    /// <summary>The one feed to which it may post lines, or null where it is not bound to one.</summary>
    public string? Feed { get; init; }
}
