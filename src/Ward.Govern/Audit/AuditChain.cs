using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ward.Govern.Audit;

/// <summary>The chain's arithmetic: the same for every store, so that a trail can be checked by whoever holds a copy.</summary>
public static class AuditChain
{
    /// <summary>The hash before the first record.</summary>
    public static string Start { get; } = new('0', 64);

    /// <summary>The entry as it is kept: UTC, and no character that any store would change (NUL and lone surrogates become U+FFFD).</summary>
    public static AuditEntry Keepable(AuditEntry entry) => entry with
    {
        City = new(Text(entry.City.Value)),
        At = entry.At.ToUniversalTime(),
        Actor = Text(entry.Actor),
        Act = Text(entry.Act),
        Subject = Text(entry.Subject),
        Detail = Text(entry.Detail),
    };

    /// <summary>One line a field, each with its length in UTF-8 bytes first, so that no text can pretend to be another field.</summary>
    public static string Canonical(long sequence, AuditEntry entry)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{sequence}\n{entry.At.UtcDateTime:O}\n");
        foreach (var field in (ReadOnlySpan<string>)[entry.City.Value, entry.Actor, entry.Act, entry.Subject, entry.Detail])
            text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(field)}:{field}\n");
        return text.ToString();
    }

    /// <summary>SHA-256, lower-case hex, over the former hash, a line end and the canonical text.</summary>
    public static string Hash(string former, long sequence, AuditEntry entry) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{former}\n{Canonical(sequence, entry)}")));

    private static string Text(string value) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value.Replace('\0', '\uFFFD')));
}
