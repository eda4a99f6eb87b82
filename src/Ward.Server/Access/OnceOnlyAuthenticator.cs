using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;

namespace Ward.Server.Access;

/// <summary>TOTP (RFC 6238) in which a code that was accepted is not accepted again, as section 5.2 asks.</summary>
internal sealed class OnceOnlyAuthenticator(UsedCodes used) : AuthenticatorTokenProvider<WardUser>
{
    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<WardUser> manager, WardUser user) =>
        await base.ValidateAsync(purpose, token, manager, user) && used.TryUse(user.Id, token.Trim());
}

/// <summary>Codes accepted in the last minutes. Thread-safe; bounded by the number of accounts.</summary>
internal sealed class UsedCodes(TimeProvider time)
{
    // The base class accepts two steps of 30 s to either side, so a code can be right for at most 150 s.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(3);
    private readonly ConcurrentDictionary<string, Dictionary<string, DateTimeOffset>> byUser = new();

    public bool TryUse(string user, string code)
    {
        var now = time.GetUtcNow();
        var codes = byUser.GetOrAdd(user, _ => []);
        lock (codes)
        {
            foreach (var old in codes.Where(c => c.Value + Kept < now).Select(c => c.Key).ToList()) codes.Remove(old);
            return codes.TryAdd(code, now);
        }
    }
}
