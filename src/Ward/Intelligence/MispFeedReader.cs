using Ward.Detect.Indicators;
using Ward.Standards.Misp;

namespace Ward.Intelligence;

/// <summary>Attributes of MISP events that are meant for detection.</summary>
internal static class MispFeedReader
{
    public static void Take(MispEvent read, FeedDraft draft)
    {
        foreach (var attribute in read.Attributes)
        {
            if (!attribute.ForDetection || TypeOf(attribute) is not { } found)
            {
                draft.Pass();
                continue;
            }

            var where = $"event {read.Uuid}, attribute {(attribute.Uuid.Length > 0 ? attribute.Uuid : attribute.Type)}";
            foreach (var (type, text) in found)
                draft.Add(where, type, text, read.Uuid, null, attribute.Level, attribute.Action, attribute.FirstSeen is { } first && first <= attribute.LastSeen ? first : null, null,
                    attribute.LastSeen ?? attribute.Changed, read.Info);
        }
    }

    /// <summary>Null where the type is none that can be looked up.</summary>
    private static IReadOnlyList<(IndicatorType Type, string Text)>? TypeOf(MispAttribute attribute)
    {
        var parts = attribute.Value.Split('|', 2);
        return attribute.Type switch
        {
            "ip-src" or "ip-dst" => [(attribute.Value.Contains('/', StringComparison.Ordinal) ? IndicatorType.Network : IndicatorType.Address, attribute.Value)],
            "ip-src|port" or "ip-dst|port" => [(IndicatorType.Address, parts[0])],
            "domain" or "hostname" => [(IndicatorType.Domain, attribute.Value)],
            "hostname|port" => [(IndicatorType.Domain, parts[0])],
            "domain|ip" when parts.Length == 2 => [(IndicatorType.Domain, parts[0]), (IndicatorType.Address, parts[1])],
            "url" or "uri" or "link" => [(IndicatorType.Url, attribute.Value)],
            "md5" or "sha1" or "sha256" or "sha512" or "x509-fingerprint-sha1" or "x509-fingerprint-md5" or "x509-fingerprint-sha256" => [(IndicatorType.Hash, attribute.Value)],
            "filename|md5" or "filename|sha1" or "filename|sha256" or "filename|sha512" or "malware-sample" when parts.Length == 2 => [(IndicatorType.Hash, parts[1])],
            "email" or "email-src" or "email-dst" or "email-reply-to" => [(IndicatorType.Mail, attribute.Value)],
            "ja3-fingerprint-md5" => [(IndicatorType.Ja3, attribute.Value)],
            "ja4-fingerprint" or "ja4" => [(IndicatorType.Ja4, attribute.Value)],
            _ => null,
        };
    }
}
