using Ward.Ingest;

namespace Ward.Detect.Indicators;

/// <summary>What each field of the event model holds, by its number.</summary>
internal static class EventFields
{
    private static readonly FieldKind[] Kinds = Make();

    public static FieldKind KindOf(FieldId field) => field.Value < Kinds.Length ? Kinds[field.Value] : FieldKind.None;

    /// <summary>True where the field names the other end of what a host of ours did: a hit there is about our host.</summary>
    public static bool IsOutbound(FieldId field) =>
        field == Fields.DestinationIp || field == Fields.DestinationHost || field == Fields.DestinationDomain || field == Fields.DnsQuery || field == Fields.DnsAnswer
        || field == Fields.TlsSni || field == Fields.HttpFullUrl;

    private static FieldKind[] Make()
    {
        var kinds = new FieldKind[Fields.Count];
        foreach (var field in (ReadOnlySpan<FieldId>)[Fields.SourceIp, Fields.DestinationIp, Fields.NatSourceIp]) kinds[field.Value] = FieldKind.Address;
        foreach (var field in (ReadOnlySpan<FieldId>)[Fields.DnsQuery, Fields.TlsSni, Fields.SourceDomain, Fields.DestinationDomain]) kinds[field.Value] = FieldKind.Domain;
        foreach (var field in (ReadOnlySpan<FieldId>)[Fields.HttpHost, Fields.SourceHost, Fields.DestinationHost]) kinds[field.Value] = FieldKind.Domain | FieldKind.Address;
        kinds[Fields.HttpForwardedFor.Value] = FieldKind.Address | FieldKind.Many;
        kinds[Fields.DnsAnswer.Value] = FieldKind.Address | FieldKind.Domain | FieldKind.Many;
        kinds[Fields.HttpFullUrl.Value] = kinds[Fields.HttpUrl.Value] = kinds[Fields.HttpReferrer.Value] = FieldKind.Url;
        foreach (var field in (ReadOnlySpan<FieldId>)[Fields.FileHash, Fields.ProcessHash, Fields.ModuleHash, Fields.DriverHash, Fields.TlsFingerprint]) kinds[field.Value] = FieldKind.Hash | FieldKind.Many;
        foreach (var field in (ReadOnlySpan<FieldId>)[Fields.EmailFrom, Fields.EmailTo]) kinds[field.Value] = FieldKind.Mail | FieldKind.Many;
        kinds[Fields.Ja3.Value] = kinds[Fields.Ja3s.Value] = FieldKind.Ja3;
        kinds[Fields.Ja4.Value] = FieldKind.Ja4;
        return kinds;
    }
}
