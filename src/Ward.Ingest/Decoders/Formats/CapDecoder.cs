using System.Text;
using System.Xml;

namespace Ward.Ingest.Decoders.Formats;

/// <summary>
/// A warning in the Common Alerting Protocol (OASIS CAP 1.2; 1.1 is read alike), one XML document a line. Read as a stream, without DTD and without
/// fetching anything. A signature inside it is not checked: who sent it is the feed's to know. The first info block fills the model, further
/// ones (other languages) are kept under the same names. Warnings are rare, so this one makes strings.
/// </summary>
internal sealed class CapDecoder : IDecoder
{
    private const int DeepestElement = 16, MostElements = 4096;
    private static readonly LogSource Source = new("", "cap", "alert");
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CloseInput = true,
    };

    public DecoderCard Card { get; } = new("cap", "Public warnings in the Common Alerting Protocol", "CAP 1.2 (OASIS CAP-v1.2-os); 1.1", LineShape.Xml,
        "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>c-7</identifier><sender>warn@city.example</sender><sent>2026-03-01T11:59:58-00:00</sent><status>Exercise</status><msgType>Alert</msgType><scope>Public</scope>"
        + "<info><category>Met</category><event>Flood</event><urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty><area><areaDesc>Harbour</areaDesc></area></info></alert>");

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (message.IndexOf("urn:oasis:names:tc:emergency:cap:1."u8) < 0) return false;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(message.ToArray()), Settings);
            if (!TryRead(reader, into)) return false;
        }
        catch (XmlException)
        {
            return false;
        }

        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        into.Proven(false).Set(Fields.LogProvider, "cap"u8);
        return true;
    }

    private static bool TryRead(XmlReader reader, EventBuilder into)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "alert" || !reader.NamespaceURI.StartsWith("urn:oasis:names:tc:emergency:cap:1.", StringComparison.Ordinal)) return false;
        var (name, elements, sent, kind) = ("", 0, false, "");
        var text = new StringBuilder();
        var own = reader.NamespaceURI;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth > DeepestElement || ++elements > MostElements) return false;
                    // What is of another namespace, such as a signature, is not the warning's.
                    name = reader.NamespaceURI == own && !reader.IsEmptyElement ? reader.LocalName : "";
                    text.Clear();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    text.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement:
                    if (name.Length > 0 && text.Length > 0) Take(name, text.ToString().Trim(), ref sent, ref kind, into);
                    name = "";
                    text.Clear();
                    break;
                default:
                    break;
            }
        }

        if (!into.Event.TryGet(Fields.FindingUid, out _) || !sent || kind.Length == 0) return false;
        into.Is(EventClass.DetectionFinding, kind switch { "Alert" => 1, "Update" => 2, "Cancel" => 3, _ => 99 }, 0, Source);
        return true;
    }

    private static void Take(string name, string text, ref bool sent, ref string kind, EventBuilder into)
    {
        var value = Encoding.UTF8.GetBytes(text);
        into.SetUnmapped(Encoding.UTF8.GetBytes(name), value);
        if (name == "msgType" && kind.Length == 0) kind = text;
        if (name == "sent" && !sent && Timestamps.TryRfc3339(value, out var time, out var length) && length == value.Length)
        {
            into.At(time);
            sent = true;
        }

        if (FieldOf(name) is { } id && !into.Event.TryGet(id, out _)) into.Set(id, value);
        if (name == "severity" && !into.Event.TryGet(Fields.SeverityId, out _))
            into.Set(Fields.SeverityId, text switch { "Extreme" => "5"u8, "Severe" => "4"u8, "Moderate" => "3"u8, "Minor" => "2"u8, _ => "0"u8 });
    }

    private static FieldId? FieldOf(string name) => name switch
    {
        "identifier" => Fields.FindingUid,
        "sender" => Fields.SourceName,
        "event" => Fields.FindingTitle,
        "category" => Fields.FindingTypes,
        "description" => Fields.FindingDescription,
        "headline" => Fields.Message,
        "severity" => Fields.Severity,
        "status" => Fields.Status,
        "onset" => Fields.StartTime,
        "expires" => Fields.EndTime,
        _ => null,
    };
}
