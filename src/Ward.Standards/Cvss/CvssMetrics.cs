using System.Collections.Frozen;

namespace Ward.Standards.Cvss;

/// <summary>The metrics of each version, in the order of the specifications (3.1: table 15; 4.0: table 23).</summary>
public static class CvssMetrics
{
    private const string OfV3 =
        "B AV:NALP AC:LH PR:NLH UI:NR S:CU C:HLN I:HLN A:HLN T E:XHFPU RL:XUWTO RC:XCRU "
        + "E CR:XHML IR:XHML AR:XHML MAV:XNALP MAC:XLH MPR:XNLH MUI:XNR MS:XCU MC:XHLN MI:XHLN MA:XHLN";

    private const string OfV4 =
        "B AV:NALP AC:LH AT:NP PR:NLH UI:NPA VC:HLN VI:HLN VA:HLN SC:HLN SI:HLN SA:HLN T E:XAPU "
        + "E CR:XHML IR:XHML AR:XHML MAV:XNALP MAC:XLH MAT:XNP MPR:XNLH MUI:XNPA MVC:XHLN MVI:XHLN MVA:XHLN MSC:XHLN MSI:XSHLN MSA:XSHLN "
        + "S S:XNP AU:XNY R:XAUI V:XDC RE:XLMH U:X,Clear,Green,Amber,Red";

    public static IReadOnlyList<CvssMetric> V3 { get; } = Read(OfV3);

    public static IReadOnlyList<CvssMetric> V4 { get; } = Read(OfV4);

    private static readonly FrozenDictionary<string, int> PlacesV3 = Places(V3);

    private static readonly FrozenDictionary<string, int> PlacesV4 = Places(V4);

    public static IReadOnlyList<CvssMetric> Of(CvssVersion version) => version == CvssVersion.V40 ? V4 : V3;

    /// <summary>Place of a metric in <see cref="Of"/>, or -1.</summary>
    public static int Place(CvssVersion version, string name) => (version == CvssVersion.V40 ? PlacesV4 : PlacesV3).GetValueOrDefault(name, -1);

    private static List<CvssMetric> Read(string table)
    {
        var metrics = new List<CvssMetric>();
        var group = CvssGroup.Base;
        foreach (var word in table.Split(' '))
        {
            if (word.Length == 1)
            {
                group = (CvssGroup)"BTES".IndexOf(word[0], StringComparison.Ordinal);
                continue;
            }

            var colon = word.IndexOf(':', StringComparison.Ordinal);
            var values = word[(colon + 1)..];
            metrics.Add(new CvssMetric(word[..colon], group, values.Contains(',') ? values.Split(',') : [.. values.Select(v => v.ToString())]));
        }

        return metrics;
    }

    private static FrozenDictionary<string, int> Places(IReadOnlyList<CvssMetric> metrics) =>
        metrics.Select((m, i) => KeyValuePair.Create(m.Name, i)).ToFrozenDictionary(StringComparer.Ordinal);
}
