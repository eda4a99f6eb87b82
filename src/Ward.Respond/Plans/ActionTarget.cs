using System.Net;
using System.Text.Json.Serialization;
using Ward.City.Assets;

namespace Ward.Respond.Plans;

/// <summary>What an element is told to stop, in its own terms: addresses and ports, no names.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Source), "source")]
[JsonDerivedType(typeof(WebSource), "web-source")]
[JsonDerivedType(typeof(Connection), "connection")]
[JsonDerivedType(typeof(Host), "host")]
public abstract record ActionTarget
{
    private ActionTarget() { }

    public sealed record Source(IPAddress Address) : ActionTarget;

    public sealed record WebSource(IPAddress Address) : ActionTarget;

    /// <param name="Port">0 for any.</param>
    public sealed record Connection(IPNetwork From, IPNetwork To, Transport Protocol, int Port) : ActionTarget;

    public sealed record Host(IReadOnlyList<IPAddress> Addresses) : ActionTarget;
}
