namespace Ward.Ingest.Decoders.Json;

/// <summary>
/// A notification of a context broker (ETSI GS CIM 009, NGSI-LD; FIWARE-NGSI v2, whose notifications name no type and no time): entities of the city
/// with their properties. The first measured property fills the OT fields; every property stays under its own path.
/// </summary>
internal sealed class NgsiLdDecoder : JsonSource
{
    private static readonly MemberName Kind = new("type"), Notified = new("notifiedAt"), Subscription = new("subscriptionId"), Entity = new("data.id");

    private static readonly FieldMap Map = new(("id", Fields.EventUid), ("data.id", Fields.OtSource), ("data.type", Fields.OtObject), ("subscriptionId", Fields.CorrelationUid));

    private static readonly LogSource Source = new("", "fiware", "ngsi-ld");

    public override DecoderCard Card { get; } = new("ngsi-ld", "FIWARE context brokers: NGSI-LD and NGSI-v2 notifications", "NGSI-LD 1.3 to 1.8, FIWARE-NGSI v2, by the specifications", LineShape.Json,
        """{"id":"urn:ngsi-ld:Notification:7","type":"Notification","subscriptionId":"urn:ngsi-ld:Subscription:1","notifiedAt":"2026-03-01T11:59:58.123Z","data":[{"id":"urn:ngsi-ld:WaterTank:12","type":"WaterTank","level":{"type":"Property","value":3.41,"unitCode":"MTR","observedAt":"2026-03-01T11:59:57Z"}}]}""");

    protected override bool Recognises(JsonTable table) => table.Has(Subscription) && table.Has(Entity) && (table.Says(Kind, "Notification"u8) || !table.Has(Kind));

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into)
    {
        TakeTime(table, into, Notified);
        MemberWriter.Keep(table, Map, into);
        into.Set(Fields.OtProtocol, table.Has(Kind) ? "ngsi-ld"u8 : "ngsi-v2"u8);
        for (var i = 0; i < table.Count; i++)
        {
            var name = table.NameAt(i);
            if (!name.StartsWith("data."u8) || !name.EndsWith(".value"u8) || name.Length <= "data..value".Length) continue;
            into.Set(Fields.OtPoint, name["data.".Length..^".value".Length]).Set(Fields.OtValue, table.ValueAt(i));
            break;
        }

        into.Is(EventClass.Base, 0, 0, Source);
        return true;
    }
}
