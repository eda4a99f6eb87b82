using System.Buffers.Text;
using System.Text.Json;

namespace Ward.Ingest.Decoders.Hosts;

/// <summary>
/// What Ward's own agent collects (docs/reference/agent.md): numbered lines that name their source. What the agent saw itself is mapped here;
/// what it took from another program's log is read by that program's decoder, which then stands as the line's reader.
/// </summary>
internal sealed class AgentDecoder : IDecoder
{
    private static readonly LogSource Log = new("", "linux", "");

    private readonly byte[][] held = [new byte[4096], new byte[4096]];
    private AutoDecoder? inner;

    public DecoderCard Card { get; } = new("ward-agent", "Ward's own agent on Linux", "this version", LineShape.Json,
        """{"seq":7,"time":"2026-03-01T11:59:58.000000Z","source":"process","line":{"event":"started","pid":4242,"ppid":1,"name":"curl","exe":"/usr/bin/curl","cmdline":"curl http://203.0.113.7/x","cwd":"/tmp","uid":33,"start_ticks":99}}""")
    {
        Verified = "Ward's agent run on Debian 12: journald 252, auditd 3.0.9, processes, sockets, logins, dpkg, integrity; rpm not",
        Proves = "an established TCP flow that the agent's kernel shows",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!message.StartsWith("{\"seq\":"u8)) return false;
        try
        {
            return TryRead(message, into);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private bool TryRead(ReadOnlySpan<byte> message, EventBuilder into)
    {
        var json = new Utf8JsonReader(message);
        ReadOnlySpan<byte> number = default, source = default, path = default, line = default;
        var isText = false;
        DateTimeOffset? time = null;
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("seq"u8)) number = Scalar(ref json, 0);
            else if (json.ValueTextEquals("time"u8)) time = Timestamps.TryRfc3339(Scalar(ref json, 0), out var read, out _) ? read : null;
            else if (json.ValueTextEquals("source"u8) && json.Read() && !json.ValueIsEscaped) source = json.ValueSpan;
            else if (json.ValueTextEquals("path"u8)) path = Scalar(ref json, 1);
            else if (json.ValueTextEquals("line"u8) && json.Read())
            {
                isText = json.TokenType == JsonTokenType.String;
                var at = (int)json.TokenStartIndex;
                if (isText) line = Value(ref json, 0);
                else
                {
                    if (json.TokenType != JsonTokenType.StartObject) return false;
                    json.Skip();
                    line = message[at..(int)json.BytesConsumed];
                }
            }
            else return false;
        }

        while (json.Read()) { }
        if (line.IsEmpty || number.IsEmpty) return false;
        if (time is { } known) into.At(known);
        if (!(isText ? TryOpen(SyslogHeader.Read(line, into.Event.Received, into.Zone), into) : TryReadObject(source, line, into))) return false;
        into.Set(Fields.EventSequence, number);
        if (path.Length > 0) into.Set(Fields.LogName, path);
        else if (!isText) into.Set(Fields.LogName, source);
        return true;
    }

    /// <summary>A line that another program wrote.</summary>
    private bool TryOpen(in SyslogHeader header, EventBuilder into)
    {
        // Never this decoder again: a line in a line in a line would not end.
        inner ??= new AutoDecoder([.. DecoderSet.MakeAll().Where(d => d is not AgentDecoder)]);
        return inner.TryDecode(header.Message, header, into);
    }

    private bool TryReadObject(ReadOnlySpan<byte> source, ReadOnlySpan<byte> line, EventBuilder into)
    {
        if (source.SequenceEqual("journal"u8)) return TryReadJournal(line, into);
        var what = ValueOf(line, "event"u8);
        if (what.IsEmpty) return false;
        if (source.SequenceEqual("process"u8)) return Process(what, line, into);
        if (source.SequenceEqual("socket"u8)) return Flow(line, into);
        if (source.SequenceEqual("listen"u8)) return Listen(what, line, into);
        if (source.SequenceEqual("login"u8)) return Login(what, line, into);
        if (source.SequenceEqual("package"u8)) return Package(what, line, into);
        if (source.SequenceEqual("integrity"u8)) return Integrity(what, line, into);
        if (!source.SequenceEqual("agent"u8)) return false;
        into.Is(EventClass.Base, 0, 0, LogSource.None).Set(Fields.Message, line);
        return Keep(line, AgentFields.None, into);
    }

    private bool Process(ReadOnlySpan<byte> what, ReadOnlySpan<byte> line, EventBuilder into)
    {
        if (!what.SequenceEqual("started"u8)) return false;
        into.Is(EventClass.ProcessActivity, 1, 1, AgentFields.ProcessCreation);
        Keep(line, AgentFields.Process, into);
        // The names by which Sigma's rules for Linux ask for what OCSF has elsewhere.
        Copy("parent_exe"u8, "ParentImage"u8, into);
        Copy("parent_cmdline"u8, "ParentCommandLine"u8, into);
        Copy("cwd"u8, "CurrentDirectory"u8, into);
        return true;
    }

    private bool Flow(ReadOnlySpan<byte> line, EventBuilder into)
    {
        var inbound = ValueOf(line, "direction"u8).SequenceEqual("inbound"u8);
        // The kernel calls a TCP flow established only when both sides have answered; of datagrams it knows only its own side.
        into.Is(EventClass.NetworkActivity, 1, 1, AgentFields.NetworkConnection).Proven(ValueOf(line, "protocol"u8).SequenceEqual("tcp"u8));
        into.SetUnmapped("Initiated"u8, inbound ? "false"u8 : "true"u8);
        Keep(line, inbound ? AgentFields.Inbound : AgentFields.Outbound, into);
        Copy("exe"u8, "Image"u8, into);
        return true;
    }

    private bool Listen(ReadOnlySpan<byte> what, ReadOnlySpan<byte> line, EventBuilder into)
    {
        var activity = what.SequenceEqual("listens"u8) ? 7 : what.SequenceEqual("ended"u8) ? 2 : 0;
        if (activity == 0) return false;
        into.Is(EventClass.NetworkActivity, activity, 1, Log);
        return Keep(line, AgentFields.Listen, into);
    }

    private bool Login(ReadOnlySpan<byte> what, ReadOnlySpan<byte> line, EventBuilder into)
    {
        if (Utf8Parser.TryParse(ValueOf(line, "at"u8), out long seconds, out _) && seconds is > 0 and < 253402300800) into.At(DateTimeOffset.FromUnixTimeSeconds(seconds));
        if (what.SequenceEqual("boot"u8)) into.Is(EventClass.Base, 0, 0, Log);
        else if (what.SequenceEqual("login"u8)) into.Is(EventClass.Authentication, 1, 1, AgentFields.Auth);
        else if (what.SequenceEqual("logout"u8)) into.Is(EventClass.Authentication, 2, 1, AgentFields.Auth);
        else if (what.SequenceEqual("failed"u8)) into.Is(EventClass.Authentication, 1, 2, AgentFields.Auth);
        else return false;
        return Keep(line, AgentFields.Login, into);
    }

    private bool Package(ReadOnlySpan<byte> what, ReadOnlySpan<byte> line, EventBuilder into)
    {
        into.Is(EventClass.SoftwareInfo, what.SequenceEqual("present"u8) ? 2 : 1, 1, Log);
        return Keep(line, AgentFields.Package, into);
    }

    private bool Integrity(ReadOnlySpan<byte> what, ReadOnlySpan<byte> line, EventBuilder into)
    {
        var activity = what.SequenceEqual("created"u8) ? 1 : what.SequenceEqual("modified"u8) ? 3 : what.SequenceEqual("removed"u8) ? 4 : what.SequenceEqual("attributes"u8) ? 6 : 99;
        into.Is(EventClass.FileActivity, activity, 1, activity is 1 or 3 ? AgentFields.FileEvent : Log);
        Keep(line, AgentFields.Integrity, into);
        Copy("path"u8, "TargetFilename"u8, into);
        return true;
    }

    /// <summary>
    /// An entry of systemd's journal. Names with an underscore before them are the journal's own word; the message is read as a line of the
    /// program that it names, and proves a source only where root's own process wrote it.
    /// </summary>
    private bool TryReadJournal(ReadOnlySpan<byte> line, EventBuilder into)
    {
        ReadOnlySpan<byte> text = default, app = default, command = default, host = default, process = default, user = default;
        var json = new Utf8JsonReader(line);
        json.Read();
        DateTimeOffset? time = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("MESSAGE"u8)) text = Scalar(ref json, 1);
            else if (json.ValueTextEquals("SYSLOG_IDENTIFIER"u8)) app = Plain(ref json);
            else if (json.ValueTextEquals("_COMM"u8)) command = Plain(ref json);
            else if (json.ValueTextEquals("_HOSTNAME"u8)) host = Plain(ref json);
            else if (json.ValueTextEquals("_PID"u8)) process = Plain(ref json);
            else if (json.ValueTextEquals("_UID"u8)) user = Plain(ref json);
            else if (json.ValueTextEquals("__REALTIME_TIMESTAMP"u8))
                time = Utf8Parser.TryParse(Plain(ref json), out long micro, out _) && Timestamps.TryEpochMilliseconds(micro / 1000, out var read) ? read.AddTicks(micro % 1000 * 10) : null;
            else json.Skip();
        }

        // A message that is not text stands as an array of numbers: it is kept with the line, and not read.
        if (text.IsEmpty) return false;
        var own = SyslogHeader.Read(text, into.Event.Received, into.Zone);
        if (app.IsEmpty) app = own.App.Length > 0 ? own.App : command;
        if (!TryOpen(SyslogHeader.Of(own.Priority, time ?? own.Time, host, app, process, own.Message), into)) return false;
        if (!user.SequenceEqual("0"u8)) into.Proven(false);
        return Keep(line, AgentFields.None, into, "MESSAGE"u8);
    }

    /// <summary>Every member: under the field that the table knows, and under its own name.</summary>
    private bool Keep(ReadOnlySpan<byte> line, AgentFields table, EventBuilder into, ReadOnlySpan<byte> but = default)
    {
        var json = new Utf8JsonReader(line);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueIsEscaped || json.ValueTextEquals(but))
            {
                json.Skip();
                continue;
            }

            var name = json.ValueSpan;
            json.Read();
            if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                var at = (int)json.TokenStartIndex;
                json.Skip();
                into.SetUnmapped(name, line[at..(int)json.BytesConsumed]);
                continue;
            }

            var value = Value(ref json, 0);
            if (value.Length > 0 && table.TryFind(name, out var id)) into.Set(id, value);
            into.SetUnmapped(name, value);
        }

        return true;
    }

    /// <summary>A member that was kept, under a second name too.</summary>
    private static void Copy(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, EventBuilder into)
    {
        if (into.Event.TryGetUnmapped(from, out var value) && value.Length > 0) into.SetUnmapped(to, value);
    }

    /// <summary>Valid until the next value is read.</summary>
    private ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name)
    {
        var json = new Utf8JsonReader(line);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals(name)) return Scalar(ref json, 0);
            json.Skip();
        }

        return default;
    }

    /// <summary>The value that comes next, where it is no object and no array.</summary>
    private ReadOnlySpan<byte> Scalar(scoped ref Utf8JsonReader json, int place)
    {
        json.Read();
        if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            json.Skip();
            return default;
        }

        return Value(ref json, place);
    }

    /// <summary>The same where nothing in it had to be escaped; a host or program whose name had is not believed.</summary>
    private static ReadOnlySpan<byte> Plain(scoped ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String) return json.ValueIsEscaped ? default : json.ValueSpan;
        json.Skip();
        return default;
    }

    private ReadOnlySpan<byte> Value(scoped ref Utf8JsonReader json, int place)
    {
        if (json.TokenType == JsonTokenType.Null) return default;
        if (!json.ValueIsEscaped) return json.ValueSpan;
        if (held[place].Length < json.ValueSpan.Length) held[place] = new byte[json.ValueSpan.Length];
        return held[place].AsSpan(0, json.CopyString(held[place]));
    }
}
