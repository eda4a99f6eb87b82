namespace Ward.Ingest.Decoders.Json;

/// <summary>Writes members into the event: under the field that the map knows, and always under the source's own name, which rules ask for.</summary>
internal static class MemberWriter
{
    /// <summary>Every member of the table.</summary>
    public static void Keep(MemberTable table, FieldMap map, EventBuilder into)
    {
        for (var i = 0; i < table.Count; i++) Keep(table.NameAt(i), table.HashAt(i), table.ValueAt(i), map, into);
    }

    /// <summary>One member. The first value of a field stands; a later one, of an array or a doubled member, is kept under its own name alone.</summary>
    public static void Keep(ReadOnlySpan<byte> name, uint hash, ReadOnlySpan<byte> value, FieldMap map, EventBuilder into)
    {
        if (!map.TryFind(hash, name, out var id) || value.Length == 0 || into.Event.TryGet(id, out _))
        {
            into.SetUnmapped(name, value);
        }
        else if (id == Fields.SourceIp || id == Fields.DestinationIp || id == Fields.DeviceIp)
        {
            into.SetUnmapped(name, value);
            if (Text.IsAddress(value)) into.Set(id, Text.Unmapped(value));
        }
        else if ((id == Fields.SourcePort || id == Fields.DestinationPort) && !Text.IsPort(value))
        {
            into.SetUnmapped(name, value);
        }
        else
        {
            into.Set(id, name, value);
        }
    }
}
