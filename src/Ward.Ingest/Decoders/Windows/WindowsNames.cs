using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Windows;

/// <summary>
/// The names that one shipper gives to the parts of a Windows event: where System's members stand, and what stands before the names of
/// the event's data. The event keeps the short names that Sigma's rules use.
/// </summary>
internal sealed class WindowsNames
{
    /// <summary>System's members under the names of Sigma's rules, and the fields that say the same.</summary>
    private static readonly FieldMap SystemFields = new(
        ("EventID", Fields.EventCode), ("Channel", Fields.LogName), ("Computer", Fields.DeviceHost), ("Provider_Name", Fields.LogProvider),
        ("EventRecordID", Fields.EventUid), ("Message", Fields.Message));

    /// <summary>The only time that its writer takes from the machine's own clocks.</summary>
    public static readonly MemberName EventTime = new("EventTime");

    /// <summary>Read for their value, and kept under their own name too.</summary>
    private static readonly string[] Kept = ["UtcTime", "event.code", "@timestamp"];

    private readonly NameMap<MemberName> renamed;
    private readonly byte[][] prefixes;

    public WindowsNames(MemberName[] eventId, MemberName[] channel, MemberName[] provider, MemberName[] time, MemberName[] keywords, byte[][] prefixes, params ReadOnlySpan<(string, string)> others)
    {
        (EventId, Channel, Provider, Time, Keywords, this.prefixes) = (eventId, channel, provider, time, keywords, prefixes);
        var rows = new List<(string, MemberName)>();
        foreach (var (there, here) in others) rows.Add((there, new MemberName(here)));
        foreach (var (names, here) in new[] { (eventId, "EventID"), (channel, "Channel"), (provider, "Provider_Name"), (time, "SystemTime"), (keywords, "Keywords") })
            rows.AddRange(names.Where(n => n.ToString() != here && !Kept.Contains(n.ToString())).Select(n => (n.ToString(), new MemberName(here))));
        renamed = new NameMap<MemberName>([.. rows]);
    }

    public static WindowsNames Winlogbeat { get; } = new(
        [new("winlog.event_id"), new("event.code")], [new("winlog.channel")], [new("winlog.provider_name")], [new("@timestamp")], [new("winlog.keywords")],
        ["winlog.event_data."u8.ToArray(), "winlog.user_data."u8.ToArray()],
        ("winlog.computer_name", "Computer"), ("winlog.record_id", "EventRecordID"), ("winlog.level", "Level"), ("winlog.task", "Task"), ("winlog.opcode", "Opcode"),
        ("winlog.version", "Version"), ("winlog.process.pid", "Execution_ProcessID"), ("winlog.process.thread.id", "Execution_ThreadID"),
        ("winlog.provider_guid", "Provider_Guid"), ("winlog.activity_id", "ActivityID"), ("winlog.user.identifier", "Security_UserID"), ("message", "Message"));

    /// <summary>The event's XML turned into JSON member by member, with attributes under '#attributes'.</summary>
    public static WindowsNames Raw { get; } = new(
        [new("Event.System.EventID"), new("Event.System.EventID.#text")], [new("Event.System.Channel")], [new("Event.System.Provider.#attributes.Name")],
        [new("Event.System.TimeCreated.#attributes.SystemTime")], [new("Event.System.Keywords")],
        ["Event.EventData."u8.ToArray(), "Event.System."u8.ToArray()],
        ("Event.System.Computer", "Computer"), ("Event.System.Provider.#attributes.Guid", "Provider_Guid"),
        ("Event.System.Execution.#attributes.ProcessID", "Execution_ProcessID"), ("Event.System.Execution.#attributes.ThreadID", "Execution_ThreadID"),
        ("Event.System.Correlation.#attributes.ActivityID", "ActivityID"), ("Event.System.Security.#attributes.UserID", "Security_UserID"),
        ("Event.EventData.Data.#text", "Data"), ("Event.RenderingInfo.Message", "Message"), ("Event.#attributes.xmlns", "xmlns"));

    /// <summary>All on one level, or the data apart under EventData, as NXLog, Fluent Bit and converters of event files write it.</summary>
    public static WindowsNames Flat { get; } = new(
        [new("EventID"), new("EventId"), new("event_id")], [new("Channel"), new("LogName")], [new("Provider_Name"), new("ProviderName"), new("SourceName"), new("Provider.Name")],
        [new("SystemTime"), new("TimeCreated"), EventTime, new("UtcTime"), new("TimeGenerated")], [new("Keywords")],
        ["EventData."u8.ToArray(), "StringInserts."u8.ToArray()],
        ("Hostname", "Computer"), ("ComputerName", "Computer"), ("RecordNumber", "EventRecordID"), ("RecordId", "EventRecordID"), ("ProviderGuid", "Provider_Guid"));

    /// <summary>As <see cref="WindowsXml"/> names them: short already.</summary>
    public static WindowsNames Xml { get; } = new(
        [new("EventID")], [new("Channel")], [new("Provider_Name")], [new("SystemTime")], [new("Keywords")], []);

    public MemberName[] EventId { get; }

    public MemberName[] Channel { get; }

    public MemberName[] Provider { get; }

    public MemberName[] Time { get; }

    public MemberName[] Keywords { get; }

    /// <summary>The short name of a member, and its hash.</summary>
    public ReadOnlySpan<byte> Short(ReadOnlySpan<byte> name, uint hash, out uint shortHash)
    {
        shortHash = hash;
        if (renamed.TryFind(hash, name, out var other))
        {
            shortHash = other.Hash;
            return other.Utf8;
        }

        if (!name.Contains((byte)'.')) return name;
        foreach (var prefix in prefixes)
        {
            if (!name.StartsWith(prefix)) continue;
            name = name[prefix.Length..];
            shortHash = MemberTable.HashOf(name);
            return name;
        }

        return name.StartsWith("Event.UserData."u8) ? Inner(name["Event.UserData.".Length..], out shortHash) : name;
    }

    public static bool TrySystem(uint shortHash, ReadOnlySpan<byte> shortName, out FieldId id) => SystemFields.TryFind(shortHash, shortName, out id);

    /// <summary>UserData holds one element of the provider's own, which holds the data.</summary>
    private static ReadOnlySpan<byte> Inner(ReadOnlySpan<byte> name, out uint hash)
    {
        var dot = name.IndexOf((byte)'.');
        if (dot >= 0) name = name[(dot + 1)..];
        hash = MemberTable.HashOf(name);
        return name;
    }
}
