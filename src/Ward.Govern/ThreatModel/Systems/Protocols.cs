using System.Collections.Frozen;

namespace Ward.Govern.ThreatModel.Systems;

/// <summary>What can be told of a protocol by its name.</summary>
internal static class Protocols
{
    public const string Unknown = "unknown-protocol";

    private static readonly FrozenSet<string> Web = Set("http https ws wss reverse-proxy-web-protocol reverse-proxy-web-protocol-encrypted");
    private static readonly FrozenSet<string> Local = Set("in-process-library-call inter-process-communication local-file-access container-spawning");
    private static readonly FrozenSet<string> Database = Set("jdbc jdbc-encrypted odbc odbc-encrypted sql-access-protocol sql-access-protocol-encrypted nosql-access-protocol nosql-access-protocol-encrypted");
    private static readonly FrozenSet<string> Loose = Set("http https binary binary-encrypted");
    private static readonly FrozenSet<string> FileTransfer = Set("ftp ftps sftp");
    private static readonly FrozenSet<string> Encrypted = Set("https wss ssh ssh-tunnel ftps sftp scp ldaps");

    public static bool IsWeb(string? protocol) => protocol is not null && Web.Contains(protocol);

    /// <summary>It never leaves the machine.</summary>
    public static bool IsLocal(string? protocol) => protocol is not null && Local.Contains(protocol);

    public static bool IsDatabase(string? protocol) => protocol is not null && Database.Contains(protocol);

    /// <summary>It speaks to databases, among other things.</summary>
    public static bool IsLooselyDatabase(string? protocol) => protocol is not null && Loose.Contains(protocol);

    public static bool IsFileTransfer(string? protocol) => protocol is not null && FileTransfer.Contains(protocol);

    /// <summary>False where it is known to travel in the open; null where it is not known.</summary>
    public static bool? IsEncrypted(string? protocol) => protocol switch
    {
        null or Unknown => null,
        _ => Encrypted.Contains(protocol) || protocol.EndsWith("-encrypted", StringComparison.Ordinal),
    };

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
