namespace Ward.Standards.OpenC2;

/// <summary>Hashes in hexadecimal as given; at least one (section 3.4.2.5).</summary>
public sealed record FileHashes(string? Md5, string? Sha1, string? Sha256);
