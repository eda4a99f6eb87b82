using System.Net;
using System.Text.Json.Serialization;
using Ward.City;

namespace Ward.Detect;

/// <summary>What a finding is about.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Source), "source")]
[JsonDerivedType(typeof(Host), "host")]
[JsonDerivedType(typeof(Login), "login")]
public abstract record Entity
{
    private Entity() { }

    /// <summary>An address from which something was done.</summary>
    public sealed record Source(IPAddress Address) : Entity { public override string ToString() => Address.ToString(); }

    /// <summary>An asset of the city to which something was done.</summary>
    public sealed record Host(AssetId Asset) : Entity { public override string ToString() => Asset.Value; }

    /// <summary>A login name as the log shows it; hostile text, never to be interpreted.</summary>
    public sealed record Login(string Name) : Entity { public override string ToString() => Name; }
}
