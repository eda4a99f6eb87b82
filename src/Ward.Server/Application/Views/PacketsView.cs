namespace Ward.Server.Application.Views;

/// <summary>What became of the packets of a capture or an interface since the start.</summary>
/// <param name="Units">Protocol units, each of which became a line.</param>
/// <param name="Losses">What was not made into units and why, in words; what never happened is left out.</param>
public sealed record PacketsView(long Packets, long Units, long Flows, IReadOnlyList<DropView> Losses);
