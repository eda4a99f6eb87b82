using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Ward.Standards.Yaml;

namespace Ward.Standards.Nmap;

/// <summary>
/// Reads the XML that nmap writes (-oX, nmap.dtd), a host at a time. A document type is passed over, never read; entities of one's own are refused.
/// Bound: <see cref="Largest"/> characters.
/// </summary>
public static class NmapReader
{
    public const long Largest = 512L * 1024 * 1024;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersInDocument = Largest, MaxCharactersFromEntities = 1024, IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true,
    };

    /// <returns>Null, with the problem added, where the text is no such file, or ends within a host.</returns>
    public static NmapScan? Read(Stream from, ProblemList problems)
    {
        try
        {
            using var xml = XmlReader.Create(from, Settings);
            if (xml.MoveToContent() != XmlNodeType.Element || xml.Name != "nmaprun")
            {
                problems.Add(Line(xml), "", "the element nmaprun", Printable.Quoted(xml.Name));
                return null;
            }

            return Read(xml, problems);
        }
        catch (XmlException fault)
        {
            problems.Add(fault.LineNumber, "", "well-formed XML without entities of its own", Printable.Of(fault.Message));
            return null;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException or IOException)
        {
            // An encoding that the platform does not know, or a file that cannot be read on.
            problems.Add(0, "", "XML in a known encoding", Printable.Of(fault.Message));
            return null;
        }
    }

    private static NmapScan Read(XmlReader xml, ProblemList problems)
    {
        var (arguments, version, started) = (xml.GetAttribute("args"), xml.GetAttribute("version"), xml.GetAttribute("start"));
        var (hosts, down, whole) = (new List<NmapHost>(), 0, false);
        xml.Read();
        while (!xml.EOF)
        {
            if (xml is { NodeType: XmlNodeType.Element, Name: "host", Depth: 1 })
            {
                var line = Line(xml);
                // The whole element is read, and the reader stands behind it.
                var element = (XElement)XNode.ReadFrom(xml);
                if ((string?)element.Element("status")?.Attribute("state") is "down") down++;
                else if (new HostReader(element, line, problems).Read() is { } host) hosts.Add(host);
                continue;
            }

            whole |= xml is { NodeType: XmlNodeType.Element, Name: "runstats" };
            xml.Read();
        }

        DateTimeOffset? start = long.TryParse(started, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        return new NmapScan(arguments, version, start, whole, down, hosts);
    }

    private static int Line(XmlReader xml) => xml is IXmlLineInfo { } place && place.HasLineInfo() ? place.LineNumber : 0;
}
