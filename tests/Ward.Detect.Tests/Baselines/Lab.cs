using Ward.Detect.Baselines;
using Ward.Detect.Findings;
using Ward.Ingest;

namespace Ward.Detect.Tests.Baselines;

/// <summary>A baseline on a bench: lines in, findings out, offsets counted.</summary>
internal sealed class Lab(SignInOptions? options = null)
{
    private readonly EventBuilder builder = new();
    private long offset;

    public SignInBaseline Baseline { get; } = new(options ?? new SignInOptions());

    public List<Finding> See(params IEnumerable<SignInLine> lines)
    {
        var findings = new List<Finding>();
        foreach (var line in lines) Baseline.Observe(line.On(builder, offset++), findings);
        return findings;
    }
}
