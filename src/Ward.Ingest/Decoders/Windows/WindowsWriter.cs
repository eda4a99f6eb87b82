using System.Buffers.Text;
using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Windows;

/// <summary>
/// A Windows event from the table of its members, whatever shipper wrote them. Nothing in it proves an address: the event names what a
/// service told the log. Not thread-safe.
/// </summary>
internal sealed class WindowsWriter
{
    private const ulong AuditFailure = 0x0010000000000000, AuditSuccess = 0x0020000000000000;
    private static readonly MemberName Status = new("Status"), Operation = new("Operation"), State = new("State"), Param2 = new("param2"), EventType = new("EventType");
    private static readonly MemberName ProcessGuid = new("ProcessGuid"), UtcTime = new("UtcTime"), Outcome = new("event.outcome");
    private static readonly MemberName[] Matter = [Status, Operation, State, Param2, EventType, .. WindowsExtras.Needed];
    private static readonly ulong Mattering = Matter.Aggregate(0UL, (bits, name) => bits | (1UL << (int)(name.Hash & 63)));
    private static readonly LogSource RegistryAdd = new("registry_add", "windows", "sysmon"), RegistryDelete = new("registry_delete", "windows", "sysmon");
    private readonly StatedLogSource stated = new();
    private readonly MemberTable data = new();
    private byte[] joined = new byte[1024];

    /// <summary>False where the members name no event id.</summary>
    public bool TryWrite(MemberTable table, WindowsNames names, EventBuilder into)
    {
        if (!TryEventId(table, names, out var eventId)) return false;
        foreach (var name in names.Time)
        {
            if (!table.TryGet(name, out var text) || !MemberTimes.TryRead(text, name == WindowsNames.EventTime ? into.Zone : TimeZoneInfo.Utc, into.Event.Received, out var time)) continue;
            into.At(time);
            break;
        }

        var channel = ChannelOf(table, names);
        if (!channel.TryKind(eventId, out var kind, out var source)) (kind, source) = (null!, channel.Source);
        data.Clear();
        WriteMembers(table, names, kind?.Map ?? WindowsMaps.Other, into);
        if (kind is null)
        {
            into.Is(EventClass.Base, 0, AuditStatus(table, names), Named(source, table));
            return true;
        }

        var status = kind.Status switch
        {
            WindowsKind.ByAudit => AuditStatus(table, names),
            WindowsKind.ByCode => !data.TryGet(Status, out var code) ? AuditStatus(table, names) : IsZero(code) ? 1 : 2,
            _ => kind.Status,
        };
        into.Is(kind.Class, ActivityOf(kind, eventId), status, kind.Category == "registry_event" ? RegistrySource(source) : Named(source, table));
        WindowsExtras.Write(kind, eventId, status, data, into);
        return true;
    }

    private static bool TryEventId(MemberTable table, WindowsNames names, out int eventId)
    {
        eventId = 0;
        foreach (var name in names.EventId)
            if (table.TryGet(name, out var text)) return Utf8Parser.TryParse(text, out eventId, out var length) && length == text.Length && eventId is >= 0 and <= 0xFFFF;
        return false;
    }

    private static WindowsChannel ChannelOf(MemberTable table, WindowsNames names)
    {
        foreach (var name in names.Channel)
            if (table.TryGet(name, out var channel)) return WindowsChannels.TryFind(channel, out var found) ? found : WindowsChannels.Unnamed;
        foreach (var name in names.Provider)
            if (table.TryGet(name, out var provider) && WindowsChannels.TryFindByProvider(provider, out var found)) return found;
        // Only Sysmon's events have both; some shippers leave out who wrote them.
        return table.Has(ProcessGuid) && table.Has(UtcTime) ? WindowsChannels.Sysmon : WindowsChannels.Unnamed;
    }

    private void WriteMembers(MemberTable table, WindowsNames names, FieldMap map, EventBuilder into)
    {
        var (dataCount, dataLength, hostSeen) = (0, 0, false);
        for (var i = 0; i < table.Count; i++)
        {
            var value = table.ValueAt(i);
            var name = names.Short(table.NameAt(i), table.HashAt(i), out var hash);
            if (name.SequenceEqual("Data"u8))
            {
                // Unnamed data come one by one; rules look for words in all of them.
                dataLength = Join(value, dataCount++, dataLength);
                continue;
            }

            if (Matters(hash)) data.Add(name, value);
            if (IsNothing(value))
            {
                into.SetUnmapped(name, value);
            }
            else if (WindowsNames.TrySystem(hash, name, out var id) && (id == Fields.DeviceHost ? !hostSeen : !into.Event.TryGet(id, out _)))
            {
                // The event's own computer stands before the relay that the line's header names.
                hostSeen |= id == Fields.DeviceHost;
                into.Set(id, name, value);
            }
            else if (map.TryFind(hash, name, out id) && !into.Event.TryGet(id, out _))
            {
                Map(id, name, value, into);
            }
            else
            {
                into.SetUnmapped(name, value);
            }
        }

        if (dataCount > 0) into.SetUnmapped("Data"u8, joined.AsSpan(0, dataLength));
    }

    private static void Map(FieldId id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, EventBuilder into)
    {
        if (id == Fields.ProcessId || id == Fields.ActorProcessId || id == Fields.ParentId)
        {
            SetProcessId(id, name, value, into);
        }
        else if (id == Fields.ProcessHash || id == Fields.FileHash || id == Fields.ModuleHash || id == Fields.DriverHash)
        {
            into.SetUnmapped(name, value);
            if (WindowsExtras.BestHash(value) is { Length: > 0 } best) into.Set(id, best);
        }
        else
        {
            MemberWriter.Put(id, name, value, into);
        }
    }

    /// <summary>Security writes process ids in base sixteen, the model has them in base ten.</summary>
    private static void SetProcessId(FieldId id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, EventBuilder into)
    {
        into.SetUnmapped(name, value);
        var digits = value.StartsWith("0x"u8) ? value[2..] : value;
        if (!Utf8Parser.TryParse(digits, out ulong number, out var length, value.Length == digits.Length ? 'D' : 'x') || length != digits.Length) return;
        Span<byte> text = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, text, out length);
        into.Set(id, text[..length]);
    }

    private int Join(ReadOnlySpan<byte> value, int count, int length)
    {
        var needed = length + value.Length + 1;
        if (joined.Length < needed) Array.Resize(ref joined, Math.Max(joined.Length * 2, needed));
        if (count > 0) joined[length++] = (byte)'\n';
        value.CopyTo(joined.AsSpan(length));
        return length + value.Length;
    }

    /// <summary>Windows writes '-' and nothing for what an event does not have.</summary>
    private static bool IsNothing(ReadOnlySpan<byte> value) => value.Length == 0 || value.SequenceEqual("-"u8);

    /// <summary>Whether something follows from the member besides its own field: one bit for most that do not.</summary>
    private static bool Matters(uint hash)
    {
        if ((Mattering & (1UL << (int)(hash & 63))) == 0) return false;
        foreach (var name in Matter)
            if (name.Hash == hash) return true;
        return false;
    }

    private int ActivityOf(WindowsKind kind, int eventId) => kind.Class switch
    {
        EventClass.RegistryKeyActivity when eventId is 12 => Said(EventType, "CreateKey"u8) ? 1 : Said(EventType, "DeleteKey"u8) ? 4 : kind.Activity,
        EventClass.ApplicationLifecycle when eventId == 4 => Said(State, "Started"u8) ? 3 : Said(State, "Stopped"u8) ? 4 : kind.Activity,
        EventClass.ApplicationLifecycle when eventId == 7036 => Said(Param2, "running"u8) ? 3 : Said(Param2, "stopped"u8) ? 4 : kind.Activity,
        EventClass.EntityManagement when eventId is 19 or 20 or 21 =>
            Said(Operation, "Created"u8) ? 1 : Said(Operation, "Modified"u8) ? 3 : Said(Operation, "Deleted"u8) ? 4 : kind.Activity,
        _ => kind.Activity,
    };

    private bool Said(MemberName name, ReadOnlySpan<byte> word) => data.TryGet(name, out var value) && System.Text.Ascii.EqualsIgnoreCase(value, word);

    private LogSource RegistrySource(LogSource source) =>
        Said(EventType, "CreateKey"u8) ? RegistryAdd : Said(EventType, "DeleteKey"u8) || Said(EventType, "DeleteValue"u8) ? RegistryDelete : source;

    /// <summary>Where Windows' own names lead to no service, what the record states of its log source stands.</summary>
    private LogSource Named(LogSource source, MemberTable table)
    {
        if (source.Service.Length > 0) return source;
        var own = stated.Of(table);
        return own.Product.Equals("windows", StringComparison.OrdinalIgnoreCase) ? own : source;
    }

    private static int AuditStatus(MemberTable table, WindowsNames names)
    {
        foreach (var name in names.Keywords)
        {
            if (!table.TryGet(name, out var text)) continue;
            if (text.IndexOf("Failure"u8) >= 0 || text.IndexOf("FAILURE"u8) >= 0) return 2;
            if (text.IndexOf("Success"u8) >= 0 || text.IndexOf("SUCCESS"u8) >= 0) return 1;
            var digits = text.StartsWith("0x"u8) ? text[2..] : default;
            if (!Utf8Parser.TryParse(digits, out ulong bits, out var length, 'x') || length != digits.Length) continue;
            if ((bits & AuditFailure) != 0) return 2;
            if ((bits & AuditSuccess) != 0) return 1;
        }

        return table.Says(Outcome, "success"u8) ? 1 : table.Says(Outcome, "failure"u8) ? 2 : 0;
    }

    private static bool IsZero(ReadOnlySpan<byte> code) => !(code.StartsWith("0x"u8) ? code[2..] : code).ContainsAnyExcept((byte)'0');
}
