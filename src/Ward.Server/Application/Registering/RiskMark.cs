using System.Security.Cryptography;
using System.Text.Json;
using Ward.Govern.Risk;

namespace Ward.Server.Application.Registering;

/// <summary>A short name of what a person sees of a risk when deciding: another one wherever severity, grounds or decision are others.</summary>
internal static class RiskMark
{
    private const int Length = 12;

    public static string Of(RiskEntry entry)
    {
        var d = entry.Decision;
        var seen = JsonSerializer.SerializeToUtf8Bytes(new { entry.Severity, entry.Grounds, d.Status, d.Justification, d.Ticket, d.Date, d.By, d.Until, d.Owner, d.InModel });
        return Convert.ToHexStringLower(SHA256.HashData(seen))[..Length];
    }

    /// <summary>The same in words, for who has seen another.</summary>
    public static string Told(RiskEntry entry) => string.Concat(
        $"it is {RiskWords.Of(entry.Severity)} and {RiskWords.Of(entry.Decision.Status)}", entry.Decision.By is { } by ? $" by {by}" : "", entry.Grounds.Count > 0 ? $", on the grounds {string.Join(", ", entry.Grounds)}" : "");
}
