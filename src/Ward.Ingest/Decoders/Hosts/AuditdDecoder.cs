using System.Buffers.Text;

namespace Ward.Ingest.Decoders.Hosts;

/// <summary>
/// One record of the Linux audit: "[node=HOST ]type=TYPE msg=audit(SECONDS.MILLIS:SERIAL): NAME=VALUE ...". Every value stays under the record's
/// own name, hexadecimal text decoded; the serial joins the records of one event. Records of user space hold what a program said.
/// </summary>
internal sealed class AuditdDecoder : IDecoder
{
    private static readonly LogSource Source = new("", "linux", "auditd"), Execution = new("process_creation", "linux", "auditd");
    private byte[] decoded = new byte[4096], command = new byte[4096];
    private int commandLength;

    public DecoderCard Card { get; } = new("auditd", "Linux audit: auditd's own log, audispd's syslog, or the kernel's", "auditd 3.0.9 seen (ENRICHED); other forms by its documentation", LineShape.Text,
        "type=EXECVE msg=audit(1772366398.123:24287): argc=3 a0=\"cat\" a1=\"-n\" a2=2F6574632F736861646F77")
    {
        Verified = "auditd 3.0.9 run, its log read by Ward's agent; SELinux and AppArmor not",
        Programs = ["audispd", "audisp-syslog", "audit", "auditd", "kernel"],
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message;
        commandLength = 0;
        if (header.App.SequenceEqual("kernel"u8))
        {
            if (text.StartsWith("["u8) && text.IndexOf("] "u8) is > 0 and var uptime) text = text[(uptime + 2)..];
            if (!Text.TryTake(ref text, "audit: "u8)) return false;
        }

        ReadOnlySpan<byte> node = default;
        if (Text.TryTake(ref text, "node="u8)) node = Words.Take(ref text);
        if (!Text.TryTake(ref text, "type="u8)) return false;
        var type = AuditTypes.NameOf(Words.Take(ref text));
        _ = Text.TryTake(ref text, "msg="u8);
        if (type.Length == 0 || !Text.TryTake(ref text, "audit("u8) || !Words.TryTakeTo(ref text, "):"u8, out var stamp) || !TryStamp(stamp, into)) return false;

        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        if (node.Length > 0) into.Set(Fields.DeviceHost, node);
        into.SetUnmapped("type"u8, type).Set(Fields.EventCode, type).Set(Fields.LogProvider, "auditd"u8);
        TakeAccess(ref text, into);
        Read(text.Trim((byte)' '), type, true, into);
        if (commandLength > 0) into.Set(Fields.CommandLine, command.AsSpan(0, commandLength));
        Classify(type, into);
        into.Set(Fields.Message, message);
        return true;
    }

    private static bool TryStamp(ReadOnlySpan<byte> stamp, EventBuilder into)
    {
        if (stamp.IndexOf((byte)':') is not (> 0 and var colon)) return false;
        if (!Utf8Parser.TryParse(stamp, out long seconds, out var length) || !Words.IsNumber(stamp[(colon + 1)..])) return false;
        var millis = length + 4 == colon && stamp[length] == '.' ? Words.Number(stamp[(length + 1)..colon]) : 0;
        if (millis < 0 || seconds is < 0 or > 253_402_300_799 || !Timestamps.TryEpochMilliseconds((seconds * 1000) + millis, out var time)) return false;
        into.At(time).Set(Fields.CorrelationUid, stamp[(colon + 1)..]);
        return true;
    }

    /// <summary>"avc:  denied  { read write } for  pid=..." of SELinux.</summary>
    private static void TakeAccess(ref ReadOnlySpan<byte> text, EventBuilder into)
    {
        var rest = text.TrimStart((byte)' ');
        if (!Text.TryTake(ref rest, "avc:"u8)) return;
        rest = rest.TrimStart((byte)' ');
        var verdict = Words.Take(ref rest);
        if (!Text.TryTake(ref rest, "{ "u8) || !Words.TryTakeTo(ref rest, " }"u8, out var access)) return;
        into.SetUnmapped("avc"u8, verdict).SetUnmapped("seperms"u8, access).Set(Fields.AccessMask, access);
        _ = Text.TryTake(ref rest, " for "u8);
        text = rest;
    }

    private void Read(ReadOnlySpan<byte> text, ReadOnlySpan<byte> type, bool outer, EventBuilder into)
    {
        var pairs = new KeyValues(text);
        while (pairs.TryRead())
        {
            // What a program of user space said stands in single quotes as the record's msg.
            if (outer && pairs.Quoted && pairs.Name.SequenceEqual("msg"u8))
            {
                Read(pairs.Value, type, false, into);
                continue;
            }

            var value = pairs.Value;
            if (!pairs.Quoted && IsText(pairs.Name, type)) value = Decode(value);
            into.SetUnmapped(pairs.Name, value);
            Map(pairs.Name, value, type, into);
        }
    }

    private void Map(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ReadOnlySpan<byte> type, EventBuilder into)
    {
        if (type.SequenceEqual("EXECVE"u8) && name.Length > 1 && name[0] == 'a' && Words.IsNumber(name[1..]))
        {
            Append(value);
            if (name.SequenceEqual("a0"u8) && value.StartsWith("/"u8)) into.Set(Fields.ProcessPath, value);
            return;
        }

        if (type.SequenceEqual("PROCTITLE"u8) && name.SequenceEqual("proctitle"u8)) Append(value);
        else if (type.SequenceEqual("USER_CMD"u8) && name.SequenceEqual("cmd"u8)) Append(value);
        else if (name.SequenceEqual("saddr"u8)) SetSocket(value, into);
        else if (value.Length > 0 && !value.SequenceEqual("?"u8) && !value.SequenceEqual("(null)"u8) && !value.SequenceEqual("4294967295"u8) && AuditTypes.FieldOf(name, type, value) is { } id
            && !into.Event.TryGet(id, out _)) into.Set(id, value);
    }

    /// <summary>Arguments are joined by spaces; the zero bytes of a process title are spaces too.</summary>
    private void Append(ReadOnlySpan<byte> value)
    {
        if (command.Length < commandLength + value.Length + 1) Array.Resize(ref command, Math.Max(command.Length * 2, commandLength + value.Length + 1));
        if (commandLength > 0) command[commandLength++] = (byte)' ';
        value.CopyTo(command.AsSpan(commandLength));
        command.AsSpan(commandLength, value.Length).Replace((byte)0, (byte)' ');
        commandLength += value.Length;
    }

    /// <summary>Names whose values the kernel writes as hexadecimal text when they hold quotes, spaces or control characters.</summary>
    private static bool IsText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> type) => name switch
    {
        _ when name.SequenceEqual("name"u8) || name.SequenceEqual("comm"u8) || name.SequenceEqual("exe"u8) || name.SequenceEqual("cwd"u8) || name.SequenceEqual("cmd"u8)
            || name.SequenceEqual("proctitle"u8) || name.SequenceEqual("acct"u8) || name.SequenceEqual("data"u8) || name.SequenceEqual("path"u8) || name.SequenceEqual("dir"u8)
            || name.SequenceEqual("key"u8) || name.SequenceEqual("vm"u8) => true,
        _ => type.SequenceEqual("EXECVE"u8) && name.Length > 1 && name[0] == 'a' && name[1] is >= (byte)'0' and <= (byte)'9',
    };

    private ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> value)
    {
        if (value.Length < 2 || value.Length % 2 != 0) return value;
        if (decoded.Length < value.Length / 2) decoded = new byte[value.Length / 2];
        return Convert.FromHexString(value, decoded, out _, out var length) == System.Buffers.OperationStatus.Done ? decoded.AsSpan(0, length) : value;
    }

    /// <summary>A sockaddr in hexadecimal: family 2 (IPv4) or 10 (IPv6), the port, the address.</summary>
    private static void SetSocket(ReadOnlySpan<byte> value, EventBuilder into)
    {
        Span<byte> raw = stackalloc byte[28];
        if (value.Length is < 16 or > 56 || Convert.FromHexString(value, raw, out _, out var length) != System.Buffers.OperationStatus.Done) return;
        var address = raw[0] switch
        {
            2 when raw[1] == 0 => raw[4..8],
            10 when raw[1] == 0 && length >= 24 => raw[8..24],
            _ => default,
        };
        if (address.Length == 0) return;
        Span<byte> text = stackalloc byte[48];
        if (!Utf8Formatter.TryFormat((raw[2] << 8) | raw[3], text, out var written)) return;
        into.Set(Fields.DestinationPort, text[..written]);
        if (Addresses.TryFormat(address, text, out written)) into.Set(Fields.DestinationIp, text[..written]);
    }

    private static void Classify(ReadOnlySpan<byte> type, EventBuilder into)
    {
        var status = Result(into);
        if (type.SequenceEqual("SYSCALL"u8)) AuditTypes.ClassifyCall(status, Source, into);
        else if (type.SequenceEqual("EXECVE"u8)) into.Is(EventClass.ProcessActivity, 1, status, Execution);
        else if (type.SequenceEqual("AVC"u8) || type.SequenceEqual("USER_AVC"u8) || type.SequenceEqual("APPARMOR_DENIED"u8)) into.Is(EventClass.KernelActivity, 4, Denied(into) ? 2 : 1, Source);
        else if (type.SequenceEqual("CONFIG_CHANGE"u8) && into.Event.TryGetUnmapped("audit_enabled"u8, out var enabled)) into.Is(EventClass.EventLogActivity, enabled is [(byte)'0'] ? 10 : 9, status, Source);
        else if (type.SequenceEqual("PATH"u8)) into.Is(EventClass.FileActivity, AuditTypes.PathActivity(into), status, Source);
        else if (type.StartsWith("ANOM_"u8)) into.Is(EventClass.DetectionFinding, 1, status, Source).Set(Fields.FindingTypes, type).Set(Fields.FindingTitle, type);
        else
        {
            var (eventClass, activity) = AuditTypes.ClassOf(type);
            into.Is(eventClass, activity, status, Source);
        }
    }

    /// <summary>res=success, res=1 and success=yes, or their opposites.</summary>
    private static int Result(EventBuilder into)
    {
        if (!into.Event.TryGetUnmapped("res"u8, out var result) && !into.Event.TryGetUnmapped("success"u8, out result)) return 0;
        if (result.SequenceEqual("success"u8) || result.SequenceEqual("1"u8) || result.SequenceEqual("yes"u8)) return 1;
        return result.SequenceEqual("failed"u8) || result.SequenceEqual("0"u8) || result.SequenceEqual("no"u8) ? 2 : 0;
    }

    private static bool Denied(EventBuilder into) =>
        (into.Event.TryGetUnmapped("avc"u8, out var verdict) && verdict.SequenceEqual("denied"u8))
        || (into.Event.TryGetUnmapped("apparmor"u8, out verdict) && verdict.SequenceEqual("DENIED"u8));
}
