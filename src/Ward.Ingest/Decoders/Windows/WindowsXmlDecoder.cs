using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Windows;

/// <summary>A Windows event as the XML that Windows renders, one to a line.</summary>
internal sealed class WindowsXmlDecoder : IDecoder
{
    private readonly MemberTable table = new();
    private readonly WindowsXml xml = new();
    private readonly WindowsWriter writer = new();

    public DecoderCard Card { get; } = new("windows-xml", "Windows events as XML: wevtutil, event forwarding, NXLog to_xml", "the Event schema of the Windows SDK", LineShape.Xml,
        "<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\"><System><Provider Name=\"Microsoft-Windows-Security-Auditing\"/><EventID>4634</EventID><Keywords>0x8020000000000000</Keywords><TimeCreated SystemTime=\"2026-03-01T11:59:58.1234567Z\"/><EventRecordID>5012</EventRecordID><Channel>Security</Channel><Computer>desk-7.example.org</Computer></System><EventData><Data Name=\"TargetUserName\">ann</Data><Data Name=\"TargetLogonId\">0x3e7</Data><Data Name=\"LogonType\">3</Data></EventData></Event>");

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        // The reader is not asked about lines that cannot be its own.
        if (message.IndexOf("<Event"u8) is < 0 or > 256 || !xml.TryFill(message, table)) return false;
        if (header.Time is { } time) into.At(time);
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        return writer.TryWrite(table, WindowsNames.Xml, into);
    }
}
