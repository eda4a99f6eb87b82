using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Ward.City;
using Ward.Detect.Findings;
using Ward.Ingest;

namespace Ward.Detect.Matching;

/// <summary>What the findings of rules and of correlations have in common.</summary>
internal static class FindingWriter
{
    private const int MaxFields = 16;

    /// <summary>The finding of a rule that one event satisfies by itself.</summary>
    internal static Finding OfEvent(CompiledRule rule, EventReader reader) =>
        OfEvent(rule.Facts, reader.Event, reader.Notes ??= EventNotes.Of(reader.Event), Shown(rule, reader));

    /// <summary>The same of any detector that looks at single events.</summary>
    internal static Finding OfEvent(RuleFacts facts, Event e, EventNotes common, IReadOnlyList<FieldShown> shown) => new(
        IdOf(facts.Detector, e),
        e.City,
        e.Time,
        e.Offset,
        facts.Detector,
        common.Family,
        facts.Title,
        facts.Severity,
        facts.Techniques,
        facts.Meaning,
        common.Entities,
        common.Attested,
        new Explanation(facts.Expected, "1 event", null, e.Time, e.Time, shown),
        common.Evidence) { Confidence = facts.Confidence };

    /// <summary>The same for the same detector, city and event, whenever and however often it is asked for.</summary>
    internal static FindingId IdOf(string detector, Event e)
    {
        var size = Encoding.UTF8.GetMaxByteCount(detector.Length + e.City.Value.Length + 1) + sizeof(long);
        var room = size <= 512 ? stackalloc byte[512] : new byte[size];
        var length = Encoding.UTF8.GetBytes(detector, room);
        room[length++] = (byte)'\n';
        length += Encoding.UTF8.GetBytes(e.City.Value, room[length..]);
        BinaryPrimitives.WriteInt64LittleEndian(room[length..], e.Offset);
        Span<byte> hash = stackalloc byte[16];
        StableHash.Of(room[..(length + sizeof(long))], hash);
        return new FindingId(Convert.ToHexStringLower(hash));
    }

    /// <summary>The same of what several events, or none, stand behind; the key tells apart what a detector says at one offset.</summary>
    internal static FindingId IdOf(string detector, string key, CityId city, long offset) => new(Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{detector}\n{key}\n{city.Value}\n{offset}")))[..16]));

    internal static string FamilyOf(Event e)
    {
        if (e.TryGet(Fields.LogProvider, out var provider) && !provider.IsEmpty) return Texts.Of(provider, 64);
        return e.LogSource.Service.Length > 0 ? e.LogSource.Service : e.LogSource.Product.Length > 0 ? e.LogSource.Product : e.Feed.Value;
    }

    /// <summary>An authenticated or session-bound feed, and a protocol that proves the address.</summary>
    internal static bool IsAttested(Event e) => e.Assurance >= Assurance.Session && e.SourceProven;

    internal static IReadOnlyList<FieldShown> Shown(CompiledRule rule, EventReader reader)
    {
        var shown = reader.Shown;
        shown.Clear();
        rule.Condition.Explain(reader, "", shown);
        var kept = 0;
        for (var i = 0; i < shown.Count && kept < MaxFields; i++)
        {
            var one = shown[i];
            if (shown.IndexOf(one, 0, kept) < 0) shown[kept++] = one;
        }

        return kept == 0 ? [] : CollectionsMarshal.AsSpan(shown)[..kept].ToArray();
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
