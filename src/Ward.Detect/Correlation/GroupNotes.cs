using System.Text;
using Ward.City;
using Ward.Detect.Matching;
using Ward.Ingest;

namespace Ward.Detect.Correlation;

/// <summary>What a group keeps of an event beyond what is counted: whom it is about, the line, the value.</summary>
internal static class GroupNotes
{
    internal static void Write(Group group, Match match)
    {
        if (match.ValueLength > 0) (group.Samples ??= new ValueSamples()).See(match.Occurrence.Bits, match.Value.AsSpan(0, match.ValueLength));
        if (match.Reader is { } reader) OfEvent(group, reader.Event, match.Occurrence.Time);
        else if (match.Statement is { } statement) OfFinding(group, statement);
    }

    private static void OfEvent(Group group, Event e, long moment)
    {
        if (e.TryGet(Fields.SourceIp, out var source)) group.Source.See(source);
        if (e.TryGet(Fields.UserName, out var login)) group.Login.See(login);
        if (e.Asset is { } asset) AddHost(group, asset);
        group.Evidence.Add(e, moment);
        if (group.Family.Length == 0) group.Family = FindingWriter.FamilyOf(e);
    }

    private static void OfFinding(Group group, Statement statement)
    {
        var below = statement.Group;
        // A first telling alone: a revision is about the same.
        if (below.Source.Value is { } source) group.Source.See(source);
        if (below.Source.Varies) group.Source.Varies = true;
        if (below.Login.Value is { } login) group.Login.See(login);
        if (below.Login.Varies) group.Login.Varies = true;
        foreach (var host in below.Hosts ?? []) AddHost(group, host);
        if (group.Family.Length == 0) group.Family = below.Family;
        if (statement.Was is not null) return;
        foreach (var line in below.Evidence.From(statement.Now.From))
            group.Evidence.Add(line.Feed, line.Offset, Math.Min(line.Time.UtcTicks, statement.Now.Time), Encoding.UTF8.GetBytes(line.Line));
    }

    private static void AddHost(Group group, AssetId asset)
    {
        var hosts = group.Hosts ??= [];
        if (hosts.Count < Group.MaxHosts && !hosts.Contains(asset)) hosts.Add(asset);
    }
}
