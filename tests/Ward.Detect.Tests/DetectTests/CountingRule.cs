using System.Net;
using System.Text;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Ingest;

namespace Ward.Detect.Tests.DetectTests;

/// <summary>A rule engine small enough to read: the fourth failure of an address is an attempt, and every further one.</summary>
internal sealed class CountingRule : IRuleEngine
{
    private Dictionary<string, int> failures = [];

    public void Evaluate(Event e, ICollection<Finding> findings)
    {
        if (e.StatusId != 2 || !e.TryGet(Fields.SourceIp, out var utf8)) return;
        var ip = Encoding.UTF8.GetString(utf8);
        var count = failures[ip] = failures.GetValueOrDefault(ip) + 1;
        if (count < 4) return;
        findings.Add(new Finding(
            new FindingId($"rule/{e.Offset}"), e.City, e.Time, e.Offset, "rule", "sshd", "Many failures", Severity.Medium, ["T1110"], Meaning.Attempt,
            [new Entity.Source(IPAddress.Parse(ip)), new Entity.Host(e.Asset!.Value)], false,
            new Explanation("at most 3", $"{count}", null, e.Time, e.Time, []), [new EvidenceLine(e.Feed, e.Offset, e.Time, Encoding.UTF8.GetString(e.Raw.Span))]));
    }

    public void Save(Stream state)
    {
        using var to = new BinaryWriter(state, Encoding.UTF8, leaveOpen: true);
        to.Write(1);
        to.Write(failures.Count);
        foreach (var (ip, count) in failures)
        {
            to.Write(ip);
            to.Write(count);
        }
    }

    public bool TryRestore(Stream state)
    {
        using var from = new BinaryReader(state, Encoding.UTF8, leaveOpen: true);
        if (from.ReadInt32() != 1) return false;
        var restored = new Dictionary<string, int>();
        for (var left = from.ReadInt32(); left > 0; left--) restored[from.ReadString()] = from.ReadInt32();
        failures = restored;
        return true;
    }
}
