using System.Net;

namespace Ward.Ingest.Decoders;

/// <summary>Small readings of UTF-8 text that several decoders share.</summary>
internal static class Text
{
    /// <summary>True for a dotted quad or an IPv6 address, and for nothing else that an address parser might take.</summary>
    public static bool IsAddress(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 2 or > 45) return false;
        if (text.Contains((byte)':')) return IPAddress.TryParse(text, out _) && text[0] != '[';
        var (dots, digits, value) = (0, 0, 0);
        foreach (var c in text)
        {
            if (c == '.')
            {
                if (digits == 0 || ++dots > 3) return false;
                digits = value = 0;
                continue;
            }

            if (c is < (byte)'0' or > (byte)'9') return false;
            value = (value * 10) + (c - '0');
            if (++digits > 3 || value > 255) return false;
        }

        return dots == 3 && digits > 0;
    }

    /// <summary>An IPv4 address that was written as IPv6 (::ffff:a.b.c.d), as IPv4; anything else as it is.</summary>
    public static ReadOnlySpan<byte> Unmapped(ReadOnlySpan<byte> address) =>
        address.StartsWith("::ffff:"u8) && IsAddress(address[7..]) && !address[7..].Contains((byte)':') ? address[7..] : address;

    public static bool IsPort(ReadOnlySpan<byte> text)
    {
        var value = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9') return false;
            value = (value * 10) + (c - '0');
            if (value > 65535) return false;
        }

        return text.Length > 0;
    }

    public static bool TryTake(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> prefix)
    {
        if (!text.StartsWith(prefix)) return false;
        text = text[prefix.Length..];
        return true;
    }

    public static bool TryTakeEnd(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> suffix)
    {
        if (!text.EndsWith(suffix)) return false;
        text = text[..^suffix.Length];
        return true;
    }

    /// <summary>Writes an address as the source's ip, a name as its hostname.</summary>
    public static void SetSource(EventBuilder into, ReadOnlySpan<byte> addressOrName)
    {
        if (IsAddress(addressOrName)) into.Set(Fields.SourceIp, Unmapped(addressOrName));
        else if (addressOrName.Length > 0) into.Set(Fields.SourceHost, addressOrName);
    }

    /// <summary>Writes the source's port beside its address, where it is one.</summary>
    public static void SetSource(EventBuilder into, ReadOnlySpan<byte> addressOrName, ReadOnlySpan<byte> port)
    {
        SetSource(into, addressOrName);
        if (IsPort(port)) into.Set(Fields.SourcePort, port);
    }

    /// <summary>Writes an address as the destination's ip, a name as its hostname, and the port where it is one.</summary>
    public static void SetDestination(EventBuilder into, ReadOnlySpan<byte> addressOrName, ReadOnlySpan<byte> port)
    {
        if (IsAddress(addressOrName)) into.Set(Fields.DestinationIp, Unmapped(addressOrName));
        else if (addressOrName.Length > 0) into.Set(Fields.DestinationHost, addressOrName);
        if (IsPort(port)) into.Set(Fields.DestinationPort, port);
    }

    /// <summary>Parts "ADDRESS:PORT", "[ADDRESS]:PORT", "ADDRESS/PORT" or "ADDRESS#PORT" at the last mark; the port is empty where there is none.</summary>
    public static ReadOnlySpan<byte> TakePort(ReadOnlySpan<byte> endpoint, byte mark, out ReadOnlySpan<byte> port)
    {
        port = default;
        if (endpoint.LastIndexOf(mark) is > 0 and var at && IsPort(endpoint[(at + 1)..]) && !(mark == ':' && IsAddress(endpoint) && endpoint[at - 1] != ']'))
        {
            port = endpoint[(at + 1)..];
            endpoint = endpoint[..at];
        }

        return endpoint.Length > 2 && endpoint[0] == '[' && endpoint[^1] == ']' ? endpoint[1..^1] : endpoint;
    }

    /// <summary>Writes a value that is there: neither empty nor a lone hyphen.</summary>
    public static void SetPresent(EventBuilder into, FieldId id, ReadOnlySpan<byte> value)
    {
        if (value.Length > 0 && !value.SequenceEqual("-"u8)) into.Set(id, value);
    }

    /// <summary>The same for a name that the model has no field for.</summary>
    public static void SetPresent(EventBuilder into, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (value.Length > 0 && !value.SequenceEqual("-"u8)) into.SetUnmapped(name, value);
    }

    /// <summary>True where the word stands in the text, in whatever case.</summary>
    public static bool Says(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        for (var i = 0; i + word.Length <= text.Length; i++)
            if (System.Text.Ascii.EqualsIgnoreCase(text.Slice(i, word.Length), word)) return true;
        return false;
    }

    /// <summary>As <see cref="SetHeader"/>, for a line that tells of another process than the one that speaks.</summary>
    public static void SetSpeaker(EventBuilder into, in SyslogHeader header, ReadOnlySpan<byte> message)
    {
        if (header.Time is { } time) into.At(time);
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        if (header.App.Length > 0) into.Set(Fields.ActorProcess, header.App);
        if (header.ProcessId.Length > 0) into.Set(Fields.ActorProcessId, header.ProcessId);
        into.Set(Fields.Message, message);
    }

    /// <summary>Writes what the header claims: time, host, program, process id, and the message.</summary>
    public static void SetHeader(EventBuilder into, in SyslogHeader header, ReadOnlySpan<byte> message)
    {
        if (header.Time is { } time) into.At(time);
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        if (header.App.Length > 0) into.Set(Fields.ProcessName, header.App);
        if (header.ProcessId.Length > 0) into.Set(Fields.ProcessId, header.ProcessId);
        into.Set(Fields.Message, message);
    }
}
