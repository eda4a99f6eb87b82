namespace Ward.Benchmarks.Correlate;

/// <param name="Groups">Group keys, drawn in turn.</param>
/// <param name="PerWindow">Events of one group in one window.</param>
/// <param name="Distinct">Different values of the counted field.</param>
/// <param name="Disorder">True where every second event is up to 5 s late.</param>
internal sealed record Load(int Groups, int PerWindow, int Distinct, bool Disorder)
{
    internal int Events => Math.Max(1_000_000, 4 * Groups);
}
