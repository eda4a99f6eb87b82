using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Windows;

/// <summary>A Windows event in the Elastic Common Schema, as Winlogbeat and Elastic Agent write it; the event's own names are restored.</summary>
internal sealed class WinlogbeatDecoder : JsonSource
{
    private static readonly MemberName Channel = new("winlog.channel"), Provider = new("winlog.provider_name");
    private readonly WindowsWriter writer = new();

    public override DecoderCard Card { get; } = new("winlogbeat", "Windows events by Winlogbeat or Elastic Agent", "7.x and 8.x by their field reference", LineShape.Json,
        """{"@timestamp":"2026-03-01T11:59:58.123Z","event":{"code":"4624","outcome":"success"},"host":{"name":"desk-7"},"winlog":{"channel":"Security","provider_name":"Microsoft-Windows-Security-Auditing","event_id":"4624","record_id":5012,"computer_name":"desk-7.example.org","keywords":["Audit Success"],"event_data":{"TargetUserName":"ann","TargetDomainName":"CITY","LogonType":"10","IpAddress":"203.0.113.7","IpPort":"50122"}}}""");

    protected override bool Recognises(JsonTable table) => table.Has(Channel) || table.Has(Provider);

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into) => writer.TryWrite(table, WindowsNames.Winlogbeat, into);
}
