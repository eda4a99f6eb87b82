namespace Ward.Ingest.Decoders.Json;

/// <summary>
/// An OpenTelemetry log record as Ward's own receiver writes it, one object a line under <c>otlp</c>. A body that another decoder knows is
/// read by it; any other body is the message, for a record says itself what it is.
/// </summary>
internal sealed class OtlpDecoder : EnvelopeSource
{
    private static readonly MemberName Nanoseconds = new("otlp.timeUnixNano"), Observed = new("otlp.observedTimeUnixNano"), Body = new("otlp.body"), Number = new("otlp.severityNumber");
    private static readonly MemberName HostName = new("otlp.resource.host.name");
    private static readonly FieldMap Map = new(("otlp.severityText", Fields.LogLevel), ("otlp.traceId", Fields.CorrelationUid), ("otlp.resource.service.name", Fields.AppName), ("otlp.resource.service.version", Fields.ProductVersion));

    public override DecoderCard Card { get; } = new("otlp", "OpenTelemetry log records, as Ward's receiver writes them down", "OTLP 1.x logs", LineShape.Json,
        """{"otlp":{"timeUnixNano":"1772366398123456789","severityText":"INFO","body":"session opened","attributes":{"user":"ann"},"resource":{"service.name":"portal","host.name":"web-1"}}}""");

    protected override bool Recognises(JsonTable table) => table.Has(Body) || table.Has(Nanoseconds) || table.Has(Observed) || table.HasUnder("otlp.body."u8);

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into)
    {
        var time = Time(table, Nanoseconds, into) ?? Time(table, Observed, into) ?? header.Time;
        var host = table.TryGet(HostName, out var named) ? named : header.Host;
        if (table.TryGet(Body, out var body) && TryOpen(body, time, host, default, default, into))
        {
            Keep(table, Body, default, into);
            return true;
        }

        into.Again();
        if (time is { } at) into.At(at);
        if (host.Length > 0) into.Set(Fields.DeviceHost, host);
        MemberWriter.Keep(table, Map, into);
        if (body.Length > 0) into.Set(Fields.Message, body);
        if (table.TryGet(Number, out var severity)) SetSeverity(severity, into);
        into.Is(EventClass.Base, 0, 0, LogSource.None);
        return true;
    }

    /// <summary>The ranges of OpenTelemetry's log data model: trace and debug, info, warn, error, fatal.</summary>
    private static void SetSeverity(ReadOnlySpan<byte> severity, EventBuilder into)
    {
        if (!System.Buffers.Text.Utf8Parser.TryParse(severity, out int number, out var length) || length != severity.Length) return;
        var id = number switch
        {
            >= 1 and <= 12 => "1"u8,
            >= 13 and <= 16 => "3"u8,
            >= 17 and <= 20 => "4"u8,
            >= 21 and <= 24 => "6"u8,
            _ => default,
        };
        if (id.Length > 0) into.Set(Fields.SeverityId, id);
    }
}
