namespace Ward.Ingest.Decoders.Json;

/// <summary>An event in the object of Splunk's HTTP Event Collector: the event is a line of text or an object.</summary>
internal sealed class SplunkHecDecoder : EnvelopeSource
{
    private static readonly MemberName Letter = new("event"), EventTime = new("time"), Host = new("host"), SourceType = new("sourcetype"), Source = new("source"), Index = new("index");

    public override DecoderCard Card { get; } = new("splunk-hec", "An event as Splunk's HTTP Event Collector takes it", "HEC 8.x and 9.x, shape from common knowledge of it", LineShape.Json,
        """{"time":1772366398.123,"host":"gate","source":"/var/log/auth.log","sourcetype":"linux_secure","event":"Mar  1 11:59:58 gate sshd[4242]: Failed password for root from 203.0.113.7 port 5022 ssh2"}""")
    {
        Envelope = true,
        Proves = "as the decoder that read the event",
    };

    protected override bool Recognises(JsonTable table) =>
        (table.Has(SourceType) || table.Has(Source) || table.Has(Index) || table.Has(Host)) && (table.Has(Letter) || table.HasUnder("event."u8));

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into)
    {
        var isObject = table.TryObject("event"u8, out var letter);
        if (!isObject && !table.TryGet(Letter, out letter)) return false;
        if (!TryOpen(letter, Time(table, EventTime, into) ?? header.Time, table.TryGet(Host, out var host) ? host : header.Host, default, default, into)) return false;
        Keep(table, Letter, isObject ? "event."u8 : default, into);
        return true;
    }
}
