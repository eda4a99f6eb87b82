namespace Ward.Ingest.Decoders.Servers;

/// <summary>
/// Samba's vfs_full_audit: "USER|ADDRESS[|more of the prefix]|OPERATION|ok or fail (REASON)|ARGUMENTS". What the prefix holds is configured:
/// the first part that is an address is taken for the client's (%I), the first of all for the user (%u).
/// </summary>
internal sealed class SambaDecoder : IDecoder
{
    private const int MostParts = 16;
    private static readonly LogSource Source = new("", "linux", "samba");

    public DecoderCard Card { get; } = new("samba", "Samba vfs_full_audit", "4.17 by its manual", LineShape.Text,
        "Mar  1 11:59:58 files smbd_audit[42]: ann|203.0.113.7|plans|unlinkat|ok|/srv/plans/water.dwg")
    {
        Programs = ["smbd_audit", "smbd"],
        Proves = "yes where the prefix holds %I",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!header.App.SequenceEqual("smbd_audit"u8) && !header.App.SequenceEqual("smbd"u8)) return false;
        Span<Range> parts = stackalloc Range[MostParts];
        var count = Csv.Split(message, (byte)'|', parts);
        var verdict = 0;
        for (var i = 1; i < count && verdict == 0; i++)
            if (message[parts[i]] is var part && (part.SequenceEqual("ok"u8) || part.StartsWith("fail ("u8))) verdict = i;
        if (verdict < 2) return false;

        var operation = message[parts[verdict - 1]];
        Text.SetPresent(into, Fields.UserName, message[parts[0]]);
        var address = false;
        for (var i = 1; i < verdict - 1; i++)
        {
            var part = message[parts[i]];
            if (!address && Text.IsAddress(Text.Unmapped(part)))
            {
                Text.SetSource(into, part);
                address = true;
            }
            else
            {
                into.SetUnmapped("prefix"u8, part);
                if (i == verdict - 2) into.Set(Fields.SmbShare, part);
            }
        }

        var ok = message[parts[verdict]].SequenceEqual("ok"u8);
        into.Is(EventClass.NetworkFileActivity, ActivityOf(operation), ok ? 1 : 2, Source).Proven(address).Set(Fields.ActivityName, operation);
        if (!ok) into.Set(Fields.StatusDetail, message[parts[verdict]][6..].TrimEnd((byte)')'));
        if (count > verdict + 1) SetArguments(message[parts[verdict + 1].Start..], operation, into);
        Text.SetHeader(into, header, message);
        into.Set(Fields.LogProvider, "smbd"u8).Set(Fields.ServiceName, "smbd"u8);
        return true;
    }

    /// <summary>"open|ok|r|PATH", "renameat|ok|FROM|TO", "unlinkat|ok|PATH".</summary>
    private static void SetArguments(ReadOnlySpan<byte> arguments, ReadOnlySpan<byte> operation, EventBuilder into)
    {
        if (operation.StartsWith("open"u8) && arguments.IndexOf((byte)'|') is 1 or 2) Words.TryTakeTo(ref arguments, "|"u8, out _);
        else if (operation.StartsWith("create_file"u8) && Words.TryTakeFromLast(ref arguments, "|"u8, out var path)) arguments = path;
        else if (operation.StartsWith("rename"u8) && Words.TryTakeTo(ref arguments, "|"u8, out var from))
        {
            into.SetUnmapped("to"u8, arguments);
            arguments = from;
        }

        into.Set(Fields.FilePath, arguments);
    }

    private static int ActivityOf(ReadOnlySpan<byte> operation) => operation switch
    {
        _ when operation.StartsWith("unlink"u8) || operation.SequenceEqual("rmdir"u8) => 4,
        _ when operation.StartsWith("rename"u8) => 5,
        _ when operation.StartsWith("open"u8) || operation.SequenceEqual("create_file"u8) => 14,
        _ when operation.StartsWith("pwrite"u8) || operation.SequenceEqual("write"u8) || operation.StartsWith("ftruncate"u8) => 3,
        _ when operation.StartsWith("pread"u8) || operation.SequenceEqual("read"u8) || operation.SequenceEqual("sendfile"u8) => 2,
        _ when operation.StartsWith("mkdir"u8) => 1,
        _ => 99,
    };
}
