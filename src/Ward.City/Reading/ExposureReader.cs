using System.Globalization;
using Ward.City.Assets;
using Ward.City.Exposures;
using Ward.Standards.Cve;
using Ward.Standards.Cvss;
using Ward.Standards.Yaml;

namespace Ward.City.Reading;

internal static class ExposureReader
{
    public static Dictionary<string, ExposureKind> Kinds { get; } = new(StringComparer.Ordinal)
    {
        ["vulnerability"] = ExposureKind.Vulnerability,
        ["misconfiguration"] = ExposureKind.Misconfiguration,
        ["weak-credential"] = ExposureKind.WeakCredential,
        ["default-password"] = ExposureKind.DefaultPassword,
        ["leaked-credential"] = ExposureKind.LeakedCredential,
        ["no-authentication"] = ExposureKind.NoAuthentication,
    };

    public static IReadOnlyList<Exposure> Read(CityDraft draft, IReadOnlyList<Asset> assets)
    {
        var byId = new Dictionary<string, Asset>(StringComparer.Ordinal);
        foreach (var asset in assets) byId.TryAdd(asset.Id.Value, asset);
        var exposures = new List<Exposure>();
        foreach (var (id, fields) in draft.Exposures.Entries)
        {
            var on = draft.Assets.Refer(fields["asset"]);
            var kind = fields["kind"].Choice(Kinds, "a kind of exposure");
            int? port = fields["port"].IsAbsent ? null : ReadPort(fields["port"], byId.GetValueOrDefault(on));
            var signals = ReadSignals(fields);
            var estimated = fields["probability"].IsAbsent && (signals is not null || (fields["reference"].Peek is { } reference && CveId.Is(reference)));
            exposures.Add(new Exposure(new ExposureId(id), new AssetId(on), kind, port,
                fields["technique"].Parsed<string>("an ATT&CK technique such as T1110 or T1021.004", TryTechnique, ""),
                estimated ? Exposure.Unknown : fields["probability"].Number(0, 1, expected: fields["probability"].IsAbsent ? "a probability from 0 to 1, or a CVE as reference, cvss, epss, kev or exploitation, from which it is estimated" : "a probability from 0 to 1"),
                fields["hours"].Number(0, 87_600, 1),
                fields["gains"].Choice(AccountReader.Privileges, "a privilege"),
                fields["reference"].TextOrNull("a CVE or a note")) { Signals = signals, IsEstimated = estimated });
            fields.Close();
        }

        return exposures;
    }

    private static Signals? ReadSignals(YamlFields fields)
    {
        var signals = new Signals(
            fields["cvss"].ParsedOr<CvssVector?>(null, "a CVSS 3.0, 3.1 or 4.0 vector", TryVector),
            fields["epss"].IsAbsent ? null : fields["epss"].Number(0, 1, expected: "a probability from 0 to 1"),
            fields["kev"].IsAbsent ? null : fields["kev"].Flag(false),
            fields["exploitation"].IsAbsent ? null : fields["exploitation"].Choice(Signals.Exploitations, "what is known of attacks"),
            fields["automatable"].IsAbsent ? null : fields["automatable"].Flag(false));
        return signals == Signals.None ? null : signals;
    }

    private static bool TryVector(string text, out CvssVector? vector)
    {
        var good = CvssVector.TryRead(text, out var read, out _);
        vector = good ? read : null;
        return good;
    }

    private static int ReadPort(YamlField field, Asset? asset)
    {
        if (field.Peek is { } name && asset?.Ports.FirstOrDefault(p => p.Name == name) is { } named) return named.Port;
        var port = field.Parsed<int>($"a port from 1 to {Ports.Highest}, or the name of what listens", Ports.TryPort, 0);
        if (port > 0 && asset is not null && asset.Ports.All(p => p.Port != port))
            field.Wrong(asset.Ports.Count == 0
                ? $"no port, since {asset.Id} listens on none"
                : $"a port on which {asset.Id} listens ({string.Join(", ", asset.Ports.Select(p => p.Port.ToString(CultureInfo.InvariantCulture)))})");
        return port;
    }

    private static bool TryTechnique(string text, out string technique)
    {
        technique = text;
        return text.Length is 5 or 9 && text[0] == 'T' && text[1..5].All(char.IsAsciiDigit)
            && (text.Length == 5 || (text[5] == '.' && text[6..].All(char.IsAsciiDigit)));
    }
}
