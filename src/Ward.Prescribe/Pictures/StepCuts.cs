using Ward.City;
using Ward.City.Flows;
using Ward.Predict;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Pictures;

/// <summary>Which measure of a plan meets which predicted step, told from the step as it is kept, without the graph.</summary>
public static class StepCuts
{
    /// <summary>The first measure that meets the step, or null. A step is met where the flow, account, weakness, source or host that it needs is.</summary>
    public static Measure? Of(CityModel city, AttackStep step, IReadOnlyList<Measure> measures) => measures.FirstOrDefault(m => Meets(city, m, step));

    private static bool Meets(CityModel city, Measure measure, AttackStep step) => measure switch
    {
        Measure.DenySource m => Names(step.From, m.Address.ToString()),
        Measure.DenyWeb m => Names(step.From, m.Address.ToString()),
        Measure.CloseFlow m => step.Flow == m.Flow,
        Measure.SegmentZone m => step.Flow is { } id && m.Flows(city).Any(f => f.Id == id),
        Measure.DisableAccount m => step.Account == m.Account,
        Measure.RotateCredential m => step.Account == m.Account,
        Measure.RequireFactor m => step.Account == m.Account,
        Measure.ChangePassword m => step.Exposure == m.Exposure,
        Measure.Harden m => step.Exposure == m.Exposure,
        Measure.Patch m => step.Exposure == m.Exposure,
        Measure.VirtualPatch m => step.Exposure == m.Exposure && step.Flow is not null,
        Measure.VerifyBackup m => step is { Exposure: null, Flow: null, Account: null } && step.To.EndsWith(" stops", StringComparison.Ordinal) && Names(step.From, Sentences.Name(city, m.Asset)),
        Measure.IsolateHost m => step.Flow is { } id && city.Find(id) is { } flow && (IsAt(flow.From, m.Host) || IsAt(flow.To, m.Host)
            || Names(step.From, Sentences.Name(city, m.Host)) || Names(step.To, Sentences.Name(city, m.Host))),
        _ => throw new InvalidOperationException($"unknown measure {measure.GetType().Name}"),
    };

    private static bool IsAt(FlowEnd end, AssetId host) => end is FlowEnd.OfAsset at && at.Asset == host;

    /// <summary>True where the name stands in the text as a whole: 10.0.0.1 is not in 10.0.0.12.</summary>
    private static bool Names(string text, string name)
    {
        if (name.Length == 0) return false;
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + name.Length;
            if ((at == 0 || !Continues(text[at - 1])) && (end == text.Length || !Continues(text[end]))) return true;
        }

        return false;
    }

    private static bool Continues(char c) => char.IsLetterOrDigit(c) || c is '.' or ':' or '-' or '_';
}
