namespace Ward.Ingest.Decoders.Json;

/// <summary>A line in the object that Filebeat, Vector, Fluent Bit or Docker's log driver puts around it.</summary>
internal sealed class ShipperDecoder : EnvelopeSource
{
    private static readonly MemberName[] Letters = [new("message"), new("log"), new("event.original")];
    private static readonly MemberName[] Times = [new("@timestamp"), new("timestamp"), new("time"), new("date")];
    private static readonly MemberName[] Hosts = [new("host.name"), new("host.hostname"), new("hostname"), new("host"), new("agent.hostname"), new("kubernetes.pod_name")];
    private static readonly MemberName[] Apps = [new("process.name"), new("appname"), new("ident"), new("tag")];

    public override DecoderCard Card { get; } = new("shipper", "A line as Filebeat, Vector, Fluent Bit or Docker ships it", "Filebeat 8, Vector 0.4x, Fluent Bit 3, Docker json-file by their references", LineShape.Json,
        """{"@timestamp":"2026-03-01T11:59:58.123Z","agent":{"type":"filebeat"},"host":{"name":"gate"},"log":{"file":{"path":"/var/log/auth.log"}},"message":"Mar  1 11:59:58 gate sshd[4242]: Failed password for root from 203.0.113.7 port 5022 ssh2"}""")
    {
        Envelope = true,
        Proves = "as the decoder that read the line",
    };

    protected override bool Recognises(JsonTable table) => LetterOf(table) is not null;

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into)
    {
        var letter = LetterOf(table)!;
        var time = header.Time;
        foreach (var name in Times)
        {
            if (Time(table, name, into) is not { } stamped) continue;
            time = stamped;
            break;
        }

        var text = table.Value(letter);
        var host = First(table, Hosts);
        if (host.Length == 0) host = header.Host;
        // A tag or name that the shipper gives is no program's word unless the line names none itself.
        if (!TryOpen(text, time, host, default, default, into) && !TryOpen(text, time, host, First(table, Apps), default, into)) return false;
        Keep(table, letter, default, into);
        return true;
    }

    private static MemberName? LetterOf(JsonTable table)
    {
        foreach (var name in Letters)
            if (table.Find(name) is var at and >= 0 && !table.IsNumber(at) && table.ValueAt(at).Length > 0) return name;
        return null;
    }

    private static ReadOnlySpan<byte> First(JsonTable table, MemberName[] names)
    {
        foreach (var name in names)
            if (table.TryGet(name, out var value) && value.Length > 0) return value;
        return default;
    }
}
