using Ward.Govern.Risk;

namespace Ward.Server.Application.Registering;

/// <summary>What became of a decision.</summary>
internal abstract record Kept
{
    private Kept() { }

    /// <summary>In force and on disk.</summary>
    public sealed record InForce(RiskEntry Entry) : Kept;

    /// <summary>No risk of this id is found in the city.</summary>
    public sealed record Unknown : Kept;

    /// <summary>It is not the risk that was read.</summary>
    public sealed record Another(RiskEntry Now) : Kept;

    /// <summary>The register that was kept cannot be read, so nothing is decided.</summary>
    public sealed record Broken(string Problem) : Kept;
}
