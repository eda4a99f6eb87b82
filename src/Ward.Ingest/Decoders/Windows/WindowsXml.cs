using System.Text;
using System.Xml;
using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Windows;

/// <summary>
/// Fills a table with the members of an event's XML (the Event schema of the Windows SDK), under the short names of Sigma's rules. No
/// document type, no entity but XML's own, no more than 64 levels. What <see cref="EventXmlScan"/> leaves is read by the platform's reader, which allocates.
/// </summary>
internal sealed class WindowsXml
{
    private const int Deepest = 64;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        MaxCharactersFromEntities = 1024,
        CheckCharacters = false,
    };

    private readonly string[] path = new string[Deepest + 1];
    private readonly StringBuilder text = new();

    private byte[] scratch = new byte[2048];

    /// <summary>False where the text is not one well-formed Event.</summary>
    public bool TryFill(ReadOnlySpan<byte> xml, MemberTable table)
    {
        table.Clear();
        if (scratch.Length < xml.Length + 256) scratch = new byte[(2 * xml.Length) + 256];
        Span<(int, int)> names = stackalloc (int, int)[EventXmlScan.PathRoom];
        names.Clear();
        return new EventXmlScan(xml, table, names, scratch).TryRead(out var isEvent) ? isEvent : TryFillPatiently(xml, table);
    }

    /// <summary>The same by the platform's reader.</summary>
    internal bool TryFillPatiently(ReadOnlySpan<byte> xml, MemberTable table)
    {
        table.Clear();
        try
        {
            using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(xml)), Settings);
            return Read(reader, table);
        }
        catch (XmlException)
        {
            return false;
        }
        catch (ArgumentException)
        {
            // The reader's word for a name with a lone surrogate.
            return false;
        }
    }

    private bool Read(XmlReader reader, MemberTable table)
    {
        string? dataName = null;
        var found = false;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth == 0 && reader.LocalName != "Event") return false;
                    if (reader.Depth >= Deepest) return false;
                    path[reader.Depth] = reader.LocalName;
                    found |= reader.Depth == 2 && reader.LocalName == "EventID";
                    var (depth, empty) = (reader.Depth, reader.IsEmptyElement);
                    dataName = TakeAttributes(reader, depth, table);
                    text.Clear();
                    if (!empty || dataName is null) break;
                    Add(table, dataName, "");
                    dataName = null;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    text.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement:
                    // Only an innermost element has a value: what closes around others closes with an empty text.
                    if (text.Length > 0 || dataName is not null) Add(table, dataName ?? NameOf(reader.Depth), text.ToString());
                    (dataName, _) = (null, text.Clear());
                    break;
                default:
                    break;
            }
        }

        return found;
    }

    /// <summary>The name that a Data element gives its value, or null.</summary>
    private string? TakeAttributes(XmlReader reader, int depth, MemberTable table)
    {
        string? dataName = null;
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix == "xmlns" || reader.Name == "xmlns") continue;
            if (depth == 2 && path[1] == "EventData" && reader.LocalName == "Name") dataName = reader.Value;
            else if (depth == 2 && path[1] == "System") Add(table, SystemName(path[2], reader.LocalName), reader.Value);
            else Add(table, $"{NameOf(depth)}_{reader.LocalName}", reader.Value);
        }

        reader.MoveToElement();
        return dataName;
    }

    private static string SystemName(string element, string attribute) => (element, attribute) switch
    {
        ("TimeCreated", "SystemTime") => "SystemTime",
        ("Correlation", "ActivityID") => "ActivityID",
        _ => $"{element}_{attribute}",
    };

    /// <summary>The element's own name in System, EventData and RenderingInfo; within UserData what stands below the provider's element.</summary>
    private string NameOf(int depth) => depth switch
    {
        2 => path[2],
        > 2 when path[1] == "UserData" => string.Join('.', path, 3, depth - 2),
        > 2 => string.Join('.', path, 2, depth - 1),
        _ => path[depth],
    };

    private static void Add(MemberTable table, string name, string value) => table.Add(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));
}
