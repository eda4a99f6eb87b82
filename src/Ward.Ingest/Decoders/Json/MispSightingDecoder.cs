namespace Ward.Ingest.Decoders.Json;

/// <summary>A sighting as MISP exports it: somebody saw an indicator, found it false, or let it expire.</summary>
internal sealed class MispSightingDecoder : JsonSource
{
    private static readonly MemberName Seen = new("Sighting.date_sighting"), Type = new("Sighting.type"), Attribute = new("Sighting.attribute_id"), Uuid = new("Sighting.uuid");

    private static readonly FieldMap Map = new(
        ("Sighting.uuid", Fields.EventUid), ("Sighting.source", Fields.LogProvider), ("Sighting.value", Fields.OsintValue), ("Sighting.attribute_uuid", Fields.OsintUid), ("Sighting.Organisation.name", Fields.OsintVendor));

    private static readonly LogSource Source = new("", "misp", "sighting");

    public override DecoderCard Card { get; } = new("misp-sighting", "MISP sightings", "2.4 by its API reference", LineShape.Json,
        """{"Sighting":{"id":"7","attribute_id":"1201","event_id":"88","org_id":"1","date_sighting":"1772366398","uuid":"5f8b5a2e-1111-4c2d-9f33-aaaaaaaaaaaa","source":"gate","type":"0","value":"203.0.113.7","Organisation":{"name":"Example City"}}}""");

    protected override bool Recognises(JsonTable table) => table.Has(Seen) && table.Has(Type) && (table.Has(Attribute) || table.Has(Uuid));

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into)
    {
        TakeTime(table, into, Seen);
        MemberWriter.Keep(table, Map, into);
        into.Set(Fields.ActivityName, table.Says(Type, "0"u8) ? "sighting"u8 : table.Says(Type, "1"u8) ? "false positive"u8 : "expiration"u8);
        into.Is(EventClass.OsintInventoryInfo, 1, 0, Source);
        return true;
    }
}
