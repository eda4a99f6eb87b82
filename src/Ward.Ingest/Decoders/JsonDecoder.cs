using System.Buffers.Text;
using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders;

/// <summary>
/// One JSON object a line, of whatever source. Members whose dotted path is one of the model's fields fill it, all others stay under that
/// path; an array gives its elements in turn under the array's path. At the top, product, service and category name the log source, and
/// class_uid, activity_id and status_id are OCSF's. Time and host are also taken from the names that shippers give them.
/// What stands in JSON is its sender's word: it proves no source.
/// </summary>
internal sealed class JsonDecoder : JsonSource
{
    private static readonly MemberName ClassUid = new("class_uid"), ActivityId = new("activity_id"), StatusId = new("status_id");
    private static readonly MemberName[] Times = [new("time"), new("@timestamp"), new("timestamp")];
    private static readonly MemberName[] Hosts = [new("host.name"), new("host.hostname"), new("hostname"), new("host"), new("Computer")];
    private static readonly FieldMap Own = new([.. Enumerable.Range(0, Fields.Count).Select(i => new FieldId((ushort)i)).Select(id => (Fields.PathOf(id), id))]);

    private readonly StatedLogSource stated = new();

    public override DecoderCard Card { get; } = new("json", "Any JSON object a line; OCSF paths fill the model", "RFC 8259", LineShape.Json,
        "{\"time\":1772362800123,\"class_uid\":3002,\"src_endpoint\":{\"ip\":\"203.0.113.7\"},\"x\":[1,{\"y\":\"z\"}]}") { General = true };

    protected override bool Recognises(JsonTable table) => true;

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into)
    {
        TakeTime(table, into.Zone, into, Times);
        // A class that OCSF does not have, or a number that is none, stays under its own name like any other member.
        var classAt = TryNumber(table, ClassUid, out var classUid) && Enum.IsDefined((EventClass)classUid) ? table.Find(ClassUid) : -1;
        var activityAt = TryNumber(table, ActivityId, out var activity) ? table.Find(ActivityId) : -1;
        var statusAt = TryNumber(table, StatusId, out var status) ? table.Find(StatusId) : -1;
        for (var i = 0; i < table.Count; i++)
        {
            if (i == classAt || i == activityAt || i == statusAt) continue;
            var name = table.NameAt(i);
            var value = table.ValueAt(i);
            // The first value of a name stands; a later one, of an array or a doubled member, is kept beside it.
            if (Own.TryFind(table.HashAt(i), name, out var id) && !into.Event.TryGet(id, out _)) into.Set(id, value);
            else into.SetUnmapped(name, value);
        }

        foreach (var name in Hosts)
            if (!into.Event.TryGet(Fields.DeviceHost, out _) && table.TryGet(name, out var host) && host.Length > 0) into.Set(Fields.DeviceHost, host);
        into.Is(classAt >= 0 ? (EventClass)classUid : EventClass.Base, activity, status, stated.Of(table));
        return true;
    }

    private static bool TryNumber(JsonTable table, MemberName name, out int number)
    {
        number = 0;
        if (table.TryGet(name, out var text) && Utf8Parser.TryParse(text, out number, out var length) && length == text.Length) return true;
        number = 0;
        return false;
    }
}
