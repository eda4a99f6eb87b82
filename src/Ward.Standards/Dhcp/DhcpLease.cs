using System.Net;

namespace Ward.Standards.Dhcp;

/// <summary>An address as a server gave it out.</summary>
/// <param name="Mac">Hexadecimal with colons as the file has it, or null.</param>
/// <param name="Names">What the client calls itself, and the name that the server put into DNS.</param>
/// <param name="Begins">Of its last renewal, UTC; null where the file does not say.</param>
/// <param name="Ends">UTC; null where it never ends.</param>
/// <param name="IsActive">False where the server has it as free, expired, released, declined or reclaimed.</param>
public sealed record DhcpLease(IPAddress Address, string? Mac, IReadOnlyList<string> Names, DateTimeOffset? Begins, DateTimeOffset? Ends, bool IsActive);
