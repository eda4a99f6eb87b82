using System.Text.Json.Serialization;
using Ward.City;
using Ward.Govern.Mandates;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Safety;

namespace Ward.Prescribe.Measures;

/// <summary>
/// One change (a D3FEND countermeasure on one target). Carried out by an element, or by a person where none can. Each kind is one file of this folder
/// and tells everything of itself; what is not said there is as here.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
public abstract partial record Measure
{
    private Measure() { }

    /// <summary>Hours for which a measure that anybody carries out at once takes to be in force.</summary>
    internal const double AtOnce = 0;

    /// <summary>The class under which mandates know it.</summary>
    [JsonIgnore]
    public abstract ActionClass Class { get; }

    /// <summary>Stable text key: kind, element and target. Two measures with the same key are the same change.</summary>
    [JsonIgnore]
    public abstract string Key { get; }

    /// <summary>D3FEND technique id.</summary>
    [JsonIgnore]
    public abstract string Countermeasure { get; }

    /// <summary>The element that carries it out, or null where a person must.</summary>
    [JsonIgnore]
    public virtual ElementId? By => null;

    /// <summary>Who can carry it out.</summary>
    [JsonIgnore]
    public abstract Actuator Actuator { get; }

    /// <summary>The id, or the address, of what it acts on.</summary>
    [JsonIgnore]
    public abstract string Target { get; }

    /// <summary>In the words of records, by ids alone.</summary>
    [JsonIgnore]
    public abstract string Words { get; }

    /// <summary>How it is taken back, in a sentence.</summary>
    [JsonIgnore]
    public abstract string Inverse { get; }

    /// <summary>True where it makes a step harder and does not stop it.</summary>
    [JsonIgnore]
    public virtual bool IsPartial => false;

    /// <summary>Hours until it is in force once somebody sets about it, at least 0.</summary>
    [JsonIgnore]
    public virtual double Lead => AtOnce;

    /// <summary>In plain words, with the names of this city, which must have what it is about.</summary>
    internal abstract string In(CityModel city);

    /// <summary>Zones in which it takes effect; none where the city does not have what it is about. Mandates ask for it.</summary>
    public abstract IReadOnlyList<ZoneId> Zones(CityModel city);

    /// <summary>The asset whose keeper carries it out by hand, or null where it is not about one.</summary>
    public virtual AssetId? At(CityModel city) => null;

    /// <summary>
    /// Whether the city, as its files and scanners tell it now, shows that it was done: what counts where a person says so; null where the city cannot show it.
    /// </summary>
    public virtual bool? IsShown(CityModel city) => null;

    /// <summary>True where the conversation would not have taken place with it in force; what only makes an attack harder drops none.</summary>
    public virtual bool Drops(CityModel city, ObservedFlow seen) => false;

    /// <summary>By how much it lengthens the step (-ln of the factor on its probability), told straight from the city: 0 where it does not touch it, positive infinity where it stops it.</summary>
    internal abstract double Lengthens(Situation situation, in EdgeFacts edge);

    /// <summary>Why it is never done here, or null.</summary>
    internal abstract string? Refused(Limits limits);

    /// <summary>What it takes from the services and flows while it is in force.</summary>
    internal virtual Impairment Takes(CityLoss loss) => Impairment.None;

    /// <summary>Minutes of work.</summary>
    internal abstract double Labour(CostModel costs);

    /// <summary>What services lose once, while it is put in force, in the unit of the costs.</summary>
    internal virtual double Disturbs(CityLoss loss, CostModel costs) => 0;
}
