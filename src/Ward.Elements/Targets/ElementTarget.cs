using System.Net;

namespace Ward.Elements.Targets;

/// <summary>What an element is to stop, in typed form: nothing in it can carry text of others into a command.</summary>
public abstract record ElementTarget
{
    private ElementTarget() { }

    /// <summary>Addresses and networks in it, for the protected set.</summary>
    public abstract IEnumerable<IPNetwork> Networks { get; }

    /// <summary>Everything from and to these addresses.</summary>
    public sealed record Source(IPNetwork Range) : ElementTarget
    {
        public override IEnumerable<IPNetwork> Networks => [Range];
        public override string ToString() => Range.Plain();
    }

    /// <summary>A flow. Both ends are of one address family.</summary>
    /// <param name="Protocol">IANA number: 1 or 58, 6, 17.</param>
    /// <param name="Port">Destination port; 0 for any.</param>
    public sealed record Connection(IPNetwork From, IPNetwork To, byte Protocol, int Port) : ElementTarget
    {
        public override IEnumerable<IPNetwork> Networks => [From, To];
        public override string ToString() => $"{From.Plain()} -> {To.Plain()} protocol {Protocol} port {Port}";
    }

    /// <summary>A host cut off, both ways, by all its addresses.</summary>
    public sealed record Host(IReadOnlyList<IPAddress> Addresses) : ElementTarget
    {
        public override IEnumerable<IPNetwork> Networks => Addresses.Select(a => a.Alone());
        public override string ToString() => string.Join(", ", Addresses);
        public bool Equals(Host? other) => other is not null && Addresses.SequenceEqual(other.Addresses);
        public override int GetHashCode() => Addresses.Count == 0 ? 0 : Addresses[0].GetHashCode();
    }
}
