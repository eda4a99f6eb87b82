namespace Ward.Ingest.Decoders.Servers;

/// <summary>
/// Samba's vfs_full_audit: "USER|ADDRESS[|more of the prefix]|OPERATION|ok or fail (REASON)|ARGUMENTS". What the prefix holds is configured:
/// the first part that is an address is taken for the client's (%I), the first of all for the user (%u).
/// </summary>
internal sealed class SambaDecoder : IDecoder
{
    private const int MostParts = 16;
    private static readonly LogSource Source = new("", "linux", "samba");

    public DecoderCard Card { get; } = new("samba", "Samba vfs_full_audit and auth_audit", "4.17.12 seen", LineShape.Text,
        "Mar  1 11:59:58 files smbd_audit[42]: ann|203.0.113.7|plans|unlinkat|ok|/srv/plans/water.dwg")
    {
        Programs = ["smbd_audit", "smbd"],
        Verified = "Samba 4.17.12 run: vfs_full_audit, sign-ins good and bad of auth_audit",
        Proves = "yes where the prefix holds %I",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (TrySignIn(message, header, into)) return true;
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
        into.Is(EventClass.FileHosting, ActivityOf(operation), ok ? 1 : 2, Source).Proven(address).Set(Fields.ActivityName, operation);
        if (!ok) into.Set(Fields.StatusDetail, message[parts[verdict]][6..].TrimEnd((byte)')'));
        if (count > verdict + 1) SetArguments(message[parts[verdict + 1].Start..], operation, into);
        Text.SetHeader(into, header, message);
        into.Set(Fields.LogProvider, "smbd"u8).Set(Fields.ServiceName, "smbd"u8);
        return true;
    }

    /// <summary>
    /// log level auth_audit: "Auth: [SERVICE,DETAIL] user [DOMAIN]\[NAME] at [TIME] with [KIND] status [NT_STATUS_..] workstation [NAME] remote host [ipv4:ADDRESS:PORT] ...".
    /// Name and workstation are the client's: an address is believed only where its mark stands once.
    /// </summary>
    private static bool TrySignIn(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message.Trim((byte)' ');
        if ((header.App.Length > 0 && !header.App.SequenceEqual("smbd"u8) && !header.App.SequenceEqual("Auth"u8)) || !Words.TryTakeTo(ref text, "["u8, out var before) || (!before.SequenceEqual("Auth: "u8) && before.Length > 0)) return false;
        if (before.Length == 0 && !header.App.SequenceEqual("Auth"u8)) return false;
        if (!Words.TryTakeTo(ref text, "] user ["u8, out var service) || !Words.TryTakeTo(ref text, "] at ["u8, out var who) || !Words.TryTakeTo(ref text, "] with ["u8, out _)
            || !Words.TryTakeTo(ref text, "] status ["u8, out var kind) || !Words.TryTakeTo(ref text, "]"u8, out var status) || !status.StartsWith("NT_STATUS_"u8)) return false;
        var ok = status.SequenceEqual("NT_STATUS_OK"u8);
        into.Is(EventClass.Authentication, 1, ok ? 1 : 2, Source).Set(Fields.StatusDetail, status);
        if (Words.TryTakeTo(ref who, "]\\["u8, out var domain)) Text.SetPresent(into, Fields.UserDomain, domain);
        Text.SetPresent(into, Fields.UserName, who);
        Text.SetPresent(into, Fields.AuthProtocol, kind);
        Text.SetPresent(into, Fields.SourceHost, Words.Between(text, " workstation ["u8, "]"u8));
        ReadOnlySpan<byte> mark = " remote host [ipv"u8;
        if (Words.Once(message, mark) && Words.TryTakeTo(ref text, mark, out _) && text.Length > 2 && text[1] == ':' && text.IndexOf((byte)']') is > 2 and var close)
        {
            var address = Text.TakePort(text[2..close], (byte)':', out var port);
            into.Proven(Text.IsAddress(address) && !service.StartsWith("Kerberos"u8));
            Text.SetSource(into, address, port);
        }

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
