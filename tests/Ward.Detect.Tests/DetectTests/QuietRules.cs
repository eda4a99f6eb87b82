using System.Text;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Ingest;

namespace Ward.Detect.Tests.DetectTests;

/// <summary>Three rules that each say something small of a host, by turns.</summary>
internal sealed class QuietRules : IRuleEngine
{
    public void Evaluate(Event e, ICollection<Finding> findings) => findings.Add(new Finding(
        new FindingId($"quiet/{e.Offset}"), e.City, e.Time, e.Offset, $"quiet-{e.Offset / 10 % 3}", "sshd", "Something small", Severity.Medium, ["T1046"], Meaning.Reconnaissance,
        [new Entity.Host(e.Asset!.Value)], false, new Explanation("nothing", "something", null, e.Time, e.Time, []), [new EvidenceLine(e.Feed, e.Offset, e.Time, Encoding.UTF8.GetString(e.Raw.Span))]));

    public void Save(Stream state) => state.WriteByte(1);

    public bool TryRestore(Stream state) => state.ReadByte() == 1;
}
