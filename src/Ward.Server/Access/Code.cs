using System.Security.Cryptography;
using System.Text;

namespace Ward.Server.Access;

/// <summary>One-time codes that people read from one screen and type into another.</summary>
internal static class Code
{
    // Crockford's alphabet without look-alikes: 16 characters are 80 bits, so a plain hash at rest is enough.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>XXXX-XXXX-XXXX-XXXX.</summary>
    public static string New() =>
        string.Join('-', RandomNumberGenerator.GetString(Letters, 16).Chunk(4).Select(c => new string(c)));

    /// <summary>Case, spaces and dashes do not matter; O is read as 0, I and L as 1.</summary>
    public static string Hash(string code)
    {
        var plain = new StringBuilder(code.Length);
        foreach (var c in code.ToUpperInvariant())
            if (!char.IsWhiteSpace(c) && c != '-') plain.Append(c switch { 'O' => '0', 'I' or 'L' => '1', _ => c });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plain.ToString())));
    }

    public static bool Matches(string code, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(code)), Encoding.ASCII.GetBytes(hash));
}
