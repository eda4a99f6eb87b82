using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Ward.City;
using Ward.Detect.Findings;
using Ward.Ingest;

namespace Ward.Detect.Matching;

/// <summary>What the findings of rules and of correlations have in common.</summary>
internal static class FindingWriter
{
    private const int MaxLine = 1024;
    private const int MaxFields = 16;

    /// <summary>The finding of a rule that one event satisfies by itself.</summary>
    internal static Finding OfEvent(CompiledRule rule, EventReader reader)
    {
        var e = reader.Event;
        return new Finding(
            IdOf(rule.Facts.Detector, e),
            e.City,
            e.Time,
            e.Offset,
            rule.Facts.Detector,
            FamilyOf(e),
            rule.Facts.Title,
            rule.Facts.Severity,
            rule.Facts.Techniques,
            rule.Facts.Meaning,
            Entities(e),
            IsAttested(e),
            new Explanation(rule.Facts.Expected, "1 event", null, e.Time, e.Time, Shown(rule, reader)),
            [new EvidenceLine(e.Feed, e.Offset, e.Time, Texts.Of(e.Raw.Span, MaxLine))]);
    }

    /// <summary>The same for the same detector, city and event, whenever and however often it is asked for.</summary>
    internal static FindingId IdOf(string detector, Event e)
    {
        Span<byte> room = stackalloc byte[512];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (Utf8.TryWrite(room, CultureInfo.InvariantCulture, $"{detector}\n{e.City.Value}\n{e.Offset}", out var length)) SHA256.HashData(room[..length], hash);
        else SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{detector}\n{e.City.Value}\n{e.Offset}")), hash);
        return new FindingId(Convert.ToHexStringLower(hash[..16]));
    }

    internal static string FamilyOf(Event e)
    {
        if (e.TryGet(Fields.LogProvider, out var provider) && !provider.IsEmpty) return Texts.Of(provider, 64);
        return e.LogSource.Service.Length > 0 ? e.LogSource.Service : e.LogSource.Product.Length > 0 ? e.LogSource.Product : e.Feed.Value;
    }

    /// <summary>An authenticated or session-bound feed, and a protocol that proves the address.</summary>
    internal static bool IsAttested(Event e) => e.Assurance >= Assurance.Session && e.SourceProven;

    internal static IReadOnlyList<FieldShown> Shown(CompiledRule rule, EventReader reader)
    {
        var shown = new List<FieldShown>();
        rule.Condition.Explain(reader, "", shown);
        return [.. shown.Distinct().Take(MaxFields)];
    }

    /// <summary>
    /// The address as the log has it, where it is one. Shorthand and octal forms of IPv4 are no address here:
    /// programs differ in what they read in them. IPv4 within IPv6 is IPv4.
    /// </summary>
    internal static Entity.Source? SourceOf(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > 64 || !IPAddress.TryParse(text, out var address)) return null;
        if (address.AddressFamily == AddressFamily.InterNetwork && !address.ToString().AsSpan().SequenceEqual(Encoding.ASCII.GetString(text))) return null;
        return new Entity.Source(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
    }

    internal static Entity.Login LoginOf(ReadOnlySpan<byte> name) => new(Texts.Of(name, Texts.ShownBytes));

    internal static List<Entity> Entities(Event e)
    {
        var entities = new List<Entity>(3);
        if (e.TryGet(Fields.SourceIp, out var source) && SourceOf(source) is { } from) entities.Add(from);
        if (e.Asset is AssetId asset) entities.Add(new Entity.Host(asset));
        if (e.TryGet(Fields.UserName, out var user) && !user.IsEmpty) entities.Add(LoginOf(user));
        return entities;
    }
}
