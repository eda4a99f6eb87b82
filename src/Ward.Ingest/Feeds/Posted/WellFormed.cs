using System.Xml;

namespace Ward.Ingest.Feeds.Posted;

/// <summary>Whether an XML document can be read at all (XML 1.0 section 2.1, namespaces in it): without DTD and without fetching anything.</summary>
internal static class WellFormed
{
    private const int Deepest = 64;
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };

    /// <summary>What is wrong and where, or null where nothing is.</summary>
    public static string? Why(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(document.ToArray(), writable: false), Settings);
            while (reader.Read())
                if (reader.Depth > Deepest) return $"elements stand more than {Deepest} deep";
            return null;
        }
        catch (XmlException e)
        {
            return $"line {e.LineNumber}, character {e.LinePosition}";
        }
    }
}
