using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Network;

/// <summary>Zeek's logs as JSON, with or without the log's path in <c>_path</c>.</summary>
internal sealed class ZeekJsonDecoder : JsonSource
{
    public override DecoderCard Card { get; } = new("zeek-json", "Zeek logs as JSON", "4.x to 7.x, shape from common knowledge of it", LineShape.Json,
        """{"ts":1772366398.123456,"uid":"CHhAvVGS1DHFjwGM9","id.orig_h":"203.0.113.7","id.orig_p":50122,"id.resp_h":"192.0.2.1","id.resp_p":443,"proto":"tcp","service":"ssl","duration":1.5,"orig_bytes":700,"resp_bytes":5200,"conn_state":"SF","history":"ShADadFf","orig_pkts":9,"resp_pkts":11}""")
    {
        Proves = "conn of TCP in a state in which Zeek saw the handshake completed (SF, S1, S2, S3, RSTO)",
    };

    // Rules ask for 'host' where they mean HTTP's.
    protected override FieldId RelayField => Fields.DeviceName;

    protected override bool Recognises(JsonTable table) => ZeekWriter.LogOf(table) is not null;

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into)
    {
        ZeekWriter.Write(table, ZeekWriter.LogOf(table)!, into);
        return true;
    }
}
