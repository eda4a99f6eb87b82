using System.Globalization;

namespace Ward.Benchmarks;

/// <summary>One figure of a benchmark.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Subject">Of what: Ward, or a peer.</param>
/// <param name="Value">Null where it was not measured; infinite where the percentile lies beyond the deadline.</param>
/// <param name="Conditions">Settings, load, size; why it was not measured.</param>
internal sealed record Row(string Name, string Subject, double? Value, string Unit, string Conditions)
{
    public string Shown => Value is not { } value ? "not measured" : !double.IsFinite(value) ? "beyond" : value.ToString(Unit.Length == 0 ? "0.0000" : "0.0", CultureInfo.InvariantCulture) + (Unit.Length == 0 ? "" : " " + Unit);

    /// <summary>Null where it was not measured or lies beyond the deadline; the conditions say which.</summary>
    public double? Finite => Value is { } value && double.IsFinite(value) ? value : null;

    public static Row NotMeasured(string name, string subject, string conditions, string why) => new(name, subject, null, "", $"{conditions}; not measured: {why}");
}
