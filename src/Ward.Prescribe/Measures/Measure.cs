using System.Net;
using System.Text.Json.Serialization;
using Ward.City;
using Ward.Govern.Mandates;

namespace Ward.Prescribe.Measures;

/// <summary>One change (a D3FEND countermeasure on one target). Carried out by an element, or by a person where none can.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(DenySource), "deny-source")]
[JsonDerivedType(typeof(DenyWeb), "deny-web")]
[JsonDerivedType(typeof(CloseFlow), "close-flow")]
[JsonDerivedType(typeof(DisableAccount), "disable-account")]
[JsonDerivedType(typeof(IsolateHost), "isolate-host")]
public abstract record Measure
{
    private Measure() { }

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
    public abstract ElementId? By { get; }

    /// <summary>No packet from the address passes the firewall.</summary>
    public sealed record DenySource(ElementId Element, IPAddress Address) : Measure
    {
        public override ActionClass Class => ActionClass.DenySource;
        public override string Key => $"deny-source|{Element}|{Address}";
        public override string Countermeasure => "D3-NTF";
        public override ElementId? By => Element;
    }

    /// <summary>The web server refuses the address.</summary>
    public sealed record DenyWeb(ElementId Element, IPAddress Address) : Measure
    {
        public override ActionClass Class => ActionClass.DenyWeb;
        public override string Key => $"deny-web|{Element}|{Address}";
        public override string Countermeasure => "D3-ITF";
        public override ElementId? By => Element;
    }

    /// <summary>An allowed flow is closed at the firewall.</summary>
    public sealed record CloseFlow(ElementId Element, FlowId Flow) : Measure
    {
        public override ActionClass Class => ActionClass.CloseFlow;
        public override string Key => $"close-flow|{Element}|{Flow}";
        public override string Countermeasure => "D3-NTF";
        public override ElementId? By => Element;
    }

    /// <summary>An account is disabled; by a person until an identity element exists.</summary>
    public sealed record DisableAccount(AccountId Account) : Measure
    {
        public override ActionClass Class => ActionClass.DisableAccount;
        public override string Key => $"disable-account|{Account}";
        public override string Countermeasure => "D3-AL";
        public override ElementId? By => null;
    }

    /// <summary>A host is cut off at the firewall, both ways.</summary>
    public sealed record IsolateHost(ElementId Element, AssetId Host) : Measure
    {
        public override ActionClass Class => ActionClass.IsolateHost;
        public override string Key => $"isolate-host|{Element}|{Host}";
        public override string Countermeasure => "D3-NI";
        public override ElementId? By => Element;
    }
}
