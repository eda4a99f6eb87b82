using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Tests.Measures;

/// <summary>Against MITRE's own ontology, where it is at hand.</summary>
public sealed partial class CountermeasureTests
{
    [Fact]
    public void EveryKindNamesATechniqueOfD3fendByItsRightName()
    {
        if (Ontology() is not { } file) { Assert.Skip("shared/conformance/d3fend is not here"); return; }
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        // A block a term, with a blank line between.
        var labels = text.ReadToEnd().Split("\n\n").Select(b => (Id: Id().Match(b), Label: Label().Match(b))).Where(t => t is { Id.Success: true, Label.Success: true })
            .ToDictionary(t => t.Id.Groups[1].Value, t => t.Label.Groups[1].Value, StringComparer.Ordinal);
        foreach (var (measure, label) in Named) Assert.Equal((measure.Countermeasure, label), (measure.Countermeasure, labels.GetValueOrDefault(measure.Countermeasure)));
        Assert.Equal(typeof(Measure).GetNestedTypes().Count(t => t.IsSubclassOf(typeof(Measure))), Named.Length);
    }

    /// <summary>One of each kind, with the name that D3FEND gives what it does.</summary>
    private static (Measure Measure, string Label)[] Named =>
    [
        (new Measure.DenySource(new("edge"), IPAddress.Loopback), "Network Traffic Filtering"), (new Measure.DenyWeb(new("web"), IPAddress.Loopback), "Inbound Traffic Filtering"),
        (new Measure.CloseFlow(new("edge"), new("f")), "Network Traffic Filtering"), (new Measure.DisableAccount(new("a")), "Account Locking"), (new Measure.IsolateHost(new("edge"), new("h")), "Network Isolation"),
        (new Measure.SegmentZone(new("edge"), new("x"), new("y")), "Network Isolation"), (new Measure.Patch(new("h"), new("x")), "Software Update"), (new Measure.Harden(new("h"), new("x")), "Application Configuration Hardening"),
        (new Measure.ChangePassword(new("h"), new("x")), "Strong Password Policy"), (new Measure.VirtualPatch(new("web"), new("x")), "Inbound Traffic Filtering"), (new Measure.RequireFactor(new("a")), "Multi-factor Authentication"),
        (new Measure.RotateCredential(new("a")), "Credential Rotation"), (new Measure.VerifyBackup(new("h")), "Restore Disk Image"),
    ];

    private static string? Ontology()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (!File.Exists(Path.Combine(at.FullName, "Ward.slnx"))) continue;
            var file = Path.GetFullPath(Path.Combine(at.FullName, "..", "shared", "conformance", "d3fend", "d3fend.ttl.gz"));
            return File.Exists(file) ? file : null;
        }

        return null;
    }

    [GeneratedRegex(":d3fend-id \"(D3-[A-Z]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex("rdfs:label \"([^\"]+)\"")]
    private static partial Regex Label();
}
