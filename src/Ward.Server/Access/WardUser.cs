using Microsoft.AspNetCore.Identity;

namespace Ward.Server.Access;

/// <summary>An account of a person at Ward.</summary>
public sealed class WardUser : IdentityUser
{
    /// <summary>True where the account may not be used; its history stays.</summary>
    public bool Disabled { get; set; }

    /// <summary>When the account was made, UTC ticks' round-trip text.</summary>
    public DateTime Created { get; set; }

    /// <summary>SHA-256 of the invitation code, or null where none is open.</summary>
    public string? InvitationHash { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? InvitationEnds { get; set; }

    /// <summary>Wrong codes shown so far; at five the invitation is void.</summary>
    public int InvitationTries { get; set; }
}
