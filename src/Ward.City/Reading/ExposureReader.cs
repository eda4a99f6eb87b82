using System.Globalization;
using Ward.City.Assets;
using Ward.City.Exposures;
using Ward.Standards.Yaml;

namespace Ward.City.Reading;

internal static class ExposureReader
{
    private static readonly Dictionary<string, ExposureKind> Kinds = new(StringComparer.Ordinal)
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
            exposures.Add(new Exposure(new ExposureId(id), new AssetId(on), kind, port,
                fields["technique"].Parsed<string>("an ATT&CK technique such as T1110 or T1021.004", TryTechnique, ""),
                fields["probability"].Number(0, 1, expected: "a probability from 0 to 1"),
                fields["hours"].Number(0, 87_600, 1),
                fields["gains"].Choice(AccountReader.Privileges, "a privilege"),
                fields["reference"].TextOrNull("a CVE or a note")));
            fields.Close();
        }

        return exposures;
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
