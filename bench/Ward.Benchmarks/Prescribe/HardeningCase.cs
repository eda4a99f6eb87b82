namespace Ward.Benchmarks.Prescribe;

/// <summary>What is generated.</summary>
/// <param name="Nodes">States; two to a host.</param>
/// <param name="Hard">60 sources and 40 goals, none of which may be isolated; else 3 and 10, which may.</param>
internal sealed record HardeningCase(int Seed, int Nodes, bool Hard)
{
    public int Hosts => Nodes / 2;

    public int Sources => Hard ? 60 : 3;

    public int Goals => Hard ? 40 : 10;
}
