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
        if (value.Length > 0 && map.TryFind(hash, name, out var id) && !into.Event.TryGet(id, out _)) Put(id, name, value, into);
        else into.SetUnmapped(name, value);
    }

    /// <summary>One member whose field is known; addresses and ports are tried first, for sources write other things there too.</summary>
    public static void Put(FieldId id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, EventBuilder into)
    {
        if (id == Fields.SourceIp || id == Fields.DestinationIp || id == Fields.DeviceIp)
        {
            if (!Text.IsAddress(value))
            {
                into.SetUnmapped(name, value);
                return;
            }

            var plain = Text.Unmapped(value);
            if (plain.Length == value.Length) into.Set(id, name, value);
            else into.Set(id, plain).SetUnmapped(name, value);
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
